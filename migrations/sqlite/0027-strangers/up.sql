-- Reports of residents without an account are counted by the hour; no other filing touches this index.
CREATE INDEX incidents_strangers ON incidents (recorded_at) WHERE person_id IS NULL AND source = 'resident';
