-- What waits for somebody's decision: the open requests of each case, and second returns, which the leader decides.
CREATE TABLE case_requests (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    kind TEXT COLLATE "C" NOT NULL,
    asked_by BIGINT REFERENCES people (id),
    asked_to BIGINT REFERENCES people (id),
    asked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (case_id, kind)
);
CREATE INDEX case_requests_asked_to ON case_requests (asked_to) WHERE asked_to IS NOT NULL;
CREATE INDEX case_requests_asked_at ON case_requests (asked_at, case_id);
