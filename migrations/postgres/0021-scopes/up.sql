-- The few sealed cases, and what is late at a unit: found without walking over everybody else's. Neither holds a row of a case
-- that was just filed.
CREATE INDEX cases_sealed ON cases (id) WHERE sensitive;
CREATE INDEX cases_open_unit ON cases (unit_id, due_at, id) WHERE holder_kind IS NOT NULL AND unit_id IS NOT NULL;

-- Every filing paid for these. Nobody asks for events by who acted, and nobody for the cases without a category.
DROP INDEX case_events_actor;
DROP INDEX cases_category;
CREATE INDEX cases_category ON cases (category, id) WHERE category IS NOT NULL;
