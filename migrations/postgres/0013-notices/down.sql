DROP TABLE bounces;
DROP TABLE deliveries;
DROP TABLE inbox;
ALTER TABLE outbox RENAME COLUMN failures TO attempts;
ALTER TABLE outbox ADD COLUMN person_id BIGINT REFERENCES people (id);
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
UPDATE outbox SET state = CASE state WHEN 'planned' THEN 'sent' ELSE 'dead' END WHERE state <> 'waiting';
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check CHECK (state IN ('waiting', 'sending', 'sent', 'dropped', 'dead'));
CREATE INDEX outbox_person ON outbox (person_id, id);
