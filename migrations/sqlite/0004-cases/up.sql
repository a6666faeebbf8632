-- What somebody filed. Filing opens a case of the same id: an incident belongs to one case, and a case is opened by one.
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    tracking_code TEXT NOT NULL UNIQUE,
    client_uuid TEXT,
    person_id INTEGER REFERENCES people (id),
    source TEXT NOT NULL,
    upstream_number TEXT,
    upstream_due_at TEXT,
    anonymous INTEGER NOT NULL,
    category TEXT,
    coord_sys TEXT,
    given_lon REAL,
    given_lat REAL,
    accuracy_m REAL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX incidents_client_uuid ON incidents (client_uuid) WHERE client_uuid IS NOT NULL;
CREATE UNIQUE INDEX incidents_upstream ON incidents (source, upstream_number) WHERE upstream_number IS NOT NULL;

-- The projection of a case's events. Columns are what queues, filters and timers need; `detail` is the rest as JSON.
-- Open cases have a holder and an armed timer or a date: the CHECK is invariant 4 of docs/architecture.md.
CREATE TABLE cases (
    id INTEGER PRIMARY KEY REFERENCES incidents (id),
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    level TEXT NOT NULL,
    priority TEXT NOT NULL,
    source TEXT NOT NULL,
    sensitive INTEGER NOT NULL,
    category TEXT,
    grid_id INTEGER REFERENCES areas (id),
    community_id INTEGER REFERENCES areas (id),
    street_id INTEGER REFERENCES areas (id),
    district_id INTEGER REFERENCES areas (id),
    lon REAL,
    lat REAL,
    reporter_id INTEGER REFERENCES people (id),
    holder_kind TEXT CHECK (holder_kind IN ('desk', 'unit', 'person')),
    holder_id INTEGER,
    unit_id INTEGER REFERENCES units (id),
    handler_id INTEGER REFERENCES people (id),
    occurred_at TEXT NOT NULL,
    filed_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    due_at TEXT,
    next_fire_at TEXT,
    suspended_until TEXT,
    closed_at TEXT,
    merged_into INTEGER REFERENCES cases (id),
    chain_head BLOB NOT NULL,
    detail TEXT NOT NULL,
    CHECK ((holder_kind IS NULL) = (state IN ('rejected', 'closed', 'merged', 'voided'))),
    CHECK (holder_kind IS NULL OR next_fire_at IS NOT NULL OR suspended_until IS NOT NULL)
) STRICT;
-- The open cases are few beside the history; the queues read only them.
CREATE INDEX cases_open_state ON cases (state, due_at, id) WHERE holder_kind IS NOT NULL;
CREATE INDEX cases_open_holder ON cases (holder_id, holder_kind, due_at, id) WHERE holder_kind IS NOT NULL;
CREATE INDEX cases_open_lat ON cases (lat) WHERE holder_kind IS NOT NULL;
CREATE INDEX cases_grid ON cases (grid_id, id);
CREATE INDEX cases_community ON cases (community_id, id);
CREATE INDEX cases_reporter ON cases (reporter_id, id) WHERE reporter_id IS NOT NULL;
CREATE INDEX cases_unit ON cases (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX cases_handler ON cases (handler_id, id) WHERE handler_id IS NOT NULL;
CREATE INDEX cases_merged_into ON cases (merged_into) WHERE merged_into IS NOT NULL;

-- What happened, in order, hash-chained. Codes, ids and digests only: personal text lies in case_texts. `cause` guards the
-- system's own events, so that each cause has one effect.
CREATE TABLE case_events (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor_id INTEGER REFERENCES people (id),
    at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    cause TEXT,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX case_events_cause ON case_events (cause) WHERE cause IS NOT NULL;
CREATE INDEX case_events_actor ON case_events (actor_id, recorded_at) WHERE actor_id IS NOT NULL;

-- The texts of people, one row an event at most. Events hold the salted digest; erasing a row breaks neither replay nor chain.
CREATE TABLE case_texts (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL,
    salt BLOB NOT NULL,
    body TEXT,
    reply TEXT,
    address TEXT,
    PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- How a reporter can be reached: encrypted, read through one function that records who looked, when and why.
CREATE TABLE case_contacts (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    sealed BLOB NOT NULL
) STRICT;

-- The one armed timer of each open case.
CREATE TABLE timers (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    fire_at TEXT NOT NULL,
    failures INTEGER NOT NULL
) STRICT;
CREATE INDEX timers_fire ON timers (fire_at) WHERE failures < 5;
