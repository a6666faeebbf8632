-- Accounts: who can log in. A person without an account is only named.
CREATE TABLE accounts (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    login TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    password_changed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- Failed log-ins by a keyed digest of the login that was tried, known or not: a lock-out looks and costs alike for both, so
-- that neither answers nor times tell which logins exist.
CREATE TABLE login_attempts (
    login_digest BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    locked_until TEXT
) STRICT;
CREATE INDEX login_attempts_last ON login_attempts (last_at);

-- A log-in session: the root of a family of refresh tokens, revoked as a whole.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    revoked_why TEXT
) STRICT;
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- Refresh tokens, by digest. Each works once; a second use of one revokes its session.
CREATE TABLE refresh_tokens (
    token_digest BLOB PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES sessions (id),
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_expires ON refresh_tokens (expires_at);

-- One-time codes with which a person sets a new password; at most one stands for a person.
CREATE TABLE reset_codes (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    code_digest BLOB NOT NULL,
    issued_by INTEGER REFERENCES people (id),
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    attempts INTEGER NOT NULL
) STRICT;

-- Contact details, sealed with a key that is not in the database.
CREATE TABLE contacts (
    person_id INTEGER NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'address')),
    sealed BLOB NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (person_id, kind)
) STRICT;

-- Who looked at what is sealed, did what to an account, when and why. Rows are only added.
CREATE TABLE access_log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor_id INTEGER REFERENCES people (id),
    person_id INTEGER REFERENCES people (id),
    case_id INTEGER,
    act TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX access_log_person ON access_log (person_id, id);
CREATE INDEX access_log_actor ON access_log (actor_id, id);
CREATE INDEX access_log_case ON access_log (case_id, id);

-- A grant that a department lead proposes waits here for the administrator.
CREATE TABLE grant_proposals (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    area_id INTEGER NOT NULL REFERENCES areas (id),
    unit_id INTEGER REFERENCES units (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    reason TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES people (id),
    proposed_at TEXT NOT NULL,
    decided_by INTEGER REFERENCES people (id),
    decided_at TEXT,
    grant_id INTEGER REFERENCES grants (id)
) STRICT;
CREATE INDEX grant_proposals_person ON grant_proposals (person_id);
CREATE INDEX grant_proposals_open ON grant_proposals (id) WHERE decided_at IS NULL;

-- Whoever changes a grant says which version was read.
ALTER TABLE grants ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- One row: raised whenever grants, people or the end of sessions change, so that every node knows within a second whom it no
-- longer believes. Apart from `config_version`, since log-outs are frequent and a catalogue is dear to reload.
CREATE TABLE access_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO access_version (id, version) VALUES (1, 1);
