DROP TABLE bounces;
DROP TABLE deliveries;
DROP TABLE inbox;
CREATE TABLE outbox_before (
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
INSERT INTO outbox_before (id, cause, case_id, notice, payload, state, next_at, attempts, created_at)
SELECT id, cause, case_id, notice, payload, CASE state WHEN 'waiting' THEN 'waiting' WHEN 'planned' THEN 'sent' ELSE 'dead' END, next_at, failures, created_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_before RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_person ON outbox (person_id, id);
