-- Areas: the tree district → street → community → grid. An area is never changed in place: a split or a move closes the row
-- and opens others, so that history stays with the area of its day.
CREATE TABLE areas (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('grid', 'community', 'street', 'district')),
    parent_id INTEGER REFERENCES areas (id),
    kind TEXT NOT NULL CHECK (kind IN ('ordinary', 'dedicated')),
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    fictitious INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    CHECK ((level = 'district') = (parent_id IS NULL)),
    CHECK (valid_to IS NULL OR valid_to > valid_from)
) STRICT;
CREATE UNIQUE INDEX areas_code_from ON areas (code, valid_from);
CREATE INDEX areas_parent ON areas (parent_id);

-- Polygons stand apart: the tree is read often, the shapes once at start.
CREATE TABLE area_shapes (
    area_id INTEGER PRIMARY KEY REFERENCES areas (id),
    geojson TEXT NOT NULL
) STRICT;

-- Handling units: departments, community desks, volunteer teams, mediation committees, bodies outside.
CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('department', 'community_desk', 'team', 'mediation', 'link', 'outside')),
    area_id INTEGER NOT NULL REFERENCES areas (id),
    name_zh TEXT NOT NULL,
    name_en TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX units_area ON units (area_id);

-- People: who a person is to the office. Contact details are sealed in a table of their own.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('zh-CN', 'en')),
    active INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

-- Dated role grants. A grant ends; it is never deleted.
CREATE TABLE grants (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    area_id INTEGER NOT NULL REFERENCES areas (id),
    unit_id INTEGER REFERENCES units (id),
    sensitive_desk INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    granted_by INTEGER REFERENCES people (id),
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX grants_person ON grants (person_id);
CREATE INDEX grants_area_role ON grants (area_id, role);
CREATE INDEX grants_unit ON grants (unit_id);

-- One row: raised whenever areas, units, catalogue, grants or sessions change, so that every node knows when its caches are stale.
CREATE TABLE config_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO config_version (id, version) VALUES (1, 1);

-- Settings scoped by area; the nearest ancestor wins. Values are JSON.
CREATE TABLE settings (
    area_id INTEGER NOT NULL REFERENCES areas (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (area_id, name)
) STRICT;

-- What a client's key has already done: written in the effect's own transaction.
CREATE TABLE idempotency_keys (
    person_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    resource TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (person_id, key)
) STRICT;
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

-- Messages to be delivered: one row a cause, recipient and channel.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    cause TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES people (id),
    case_id INTEGER,
    notice TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'dropped', 'dead')),
    next_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_person ON outbox (person_id, id);

-- The change feed: the one truth behind live streams, synchronisation and webhooks.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    xid INTEGER NOT NULL DEFAULT 0,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
