DROP INDEX cases_category;
CREATE INDEX cases_category ON cases (category, id);
CREATE INDEX case_events_actor ON case_events (actor_id, recorded_at) WHERE actor_id IS NOT NULL;
DROP INDEX cases_open_unit;
DROP INDEX cases_sealed;
