ALTER TABLE grants DROP COLUMN version;
DROP TABLE grant_proposals;
DROP TABLE access_log;
DROP TABLE contacts;
DROP TABLE reset_codes;
DROP TABLE refresh_tokens;
DROP TABLE sessions;
DROP TABLE login_attempts;
DROP TABLE accounts;
