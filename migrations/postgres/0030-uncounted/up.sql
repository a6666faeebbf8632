-- Cases that are not in the numbers yet: those that were there before numbers were written with the events. A job counts them from
-- their events, some at a time, and takes each off this list in the transaction that counts it; until then nothing that happens
-- to a case on it is counted. Numbers that were written meanwhile are counted anew with the rest, so that none is in them twice.
CREATE TABLE report_uncounted (
    case_id BIGINT PRIMARY KEY REFERENCES cases (id)
);

DELETE FROM report_facts;
DELETE FROM report_deltas;
DELETE FROM report_rollups;
INSERT INTO report_uncounted (case_id) SELECT id FROM cases;
