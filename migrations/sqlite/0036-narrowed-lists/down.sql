DROP INDEX cases_open_due;
CREATE INDEX cases_open_due ON cases (due_at, id) WHERE holder_kind IS NOT NULL;
DROP INDEX cases_open_state;
CREATE INDEX cases_open_state ON cases (state, due_at, id) WHERE holder_kind IS NOT NULL;
