-- A list of open cases that is narrowed to what somebody may see, to a desk or to a category skips the rows of others in the
-- index itself, without fetching them: the columns after the order are there to be looked at, not to be searched by.
DROP INDEX cases_open_due;
CREATE INDEX cases_open_due ON cases
    (due_at, id, sensitive, level, grid_id, community_id, street_id, district_id, category, unit_id, handler_id, reporter_id)
    WHERE holder_kind IS NOT NULL;
DROP INDEX cases_open_state;
CREATE INDEX cases_open_state ON cases
    (state, due_at, id, sensitive, level, grid_id, community_id, street_id, district_id, category, unit_id, handler_id,
     reporter_id)
    WHERE holder_kind IS NOT NULL;
