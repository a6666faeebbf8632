ALTER TABLE deliveries ADD COLUMN payload TEXT NOT NULL DEFAULT '';
DROP TABLE webhooks;
DROP TABLE templates;
DROP TABLE notice_settings;
DROP TABLE preferences;
