-- What waits for somebody's decision: the open requests of each case, and second returns, which the leader decides.
CREATE TABLE case_requests (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    asked_by INTEGER REFERENCES people (id),
    asked_to INTEGER REFERENCES people (id),
    asked_at TEXT NOT NULL,
    PRIMARY KEY (case_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_requests_asked_to ON case_requests (asked_to) WHERE asked_to IS NOT NULL;
CREATE INDEX case_requests_asked_at ON case_requests (asked_at, case_id);
