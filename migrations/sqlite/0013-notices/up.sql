-- The outbox holds what an event owes, until it is known who hears it and by which channel. A cause that fails to be planned
-- again and again is set aside and named by `doctor`.
CREATE TABLE outbox_planned (
    id INTEGER PRIMARY KEY,
    cause TEXT NOT NULL UNIQUE,
    case_id INTEGER,
    notice TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'planned', 'set_aside')),
    next_at TEXT NOT NULL,
    failures INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
INSERT INTO outbox_planned (id, cause, case_id, notice, payload, state, next_at, failures, created_at)
SELECT id, cause, case_id, notice, payload, CASE state WHEN 'waiting' THEN 'waiting' ELSE 'planned' END, next_at, attempts, created_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_planned RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 'waiting';

-- The inbox in the application: the one channel that needs no sending.
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    dedupe TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES people (id),
    case_id INTEGER,
    notice TEXT NOT NULL,
    arrived_at TEXT NOT NULL,
    read_at TEXT
) STRICT;
CREATE INDEX inbox_person ON inbox (person_id, id);
CREATE INDEX inbox_unread ON inbox (person_id) WHERE read_at IS NULL;

-- Messages on their way out: one row a cause, recipient and channel. A row is claimed by a lease with a token; whoever finishes
-- must show the token. `gathered` rows leave with the digest that they name. `uncertain` may have arrived.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    dedupe TEXT NOT NULL UNIQUE,
    person_id INTEGER REFERENCES people (id),
    case_id INTEGER,
    channel TEXT NOT NULL,
    notice TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'gathered', 'sending', 'uncertain', 'sent', 'dropped', 'dead')),
    next_at TEXT NOT NULL,
    lease_until TEXT,
    lease_token INTEGER,
    attempts INTEGER NOT NULL,
    resent INTEGER NOT NULL,
    digest_id INTEGER,
    webhook_id INTEGER,
    why TEXT,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE state IN ('waiting', 'uncertain');
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'sending';
CREATE INDEX deliveries_dead ON deliveries (id) WHERE state = 'dead';
CREATE INDEX deliveries_person ON deliveries (person_id, channel, created_at);
CREATE INDEX deliveries_digest ON deliveries (digest_id) WHERE digest_id IS NOT NULL;

-- Addresses that their server refused for good, by a keyed digest: nothing is sent there until the person gives another one.
CREATE TABLE bounces (
    address_digest BLOB PRIMARY KEY,
    why TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
