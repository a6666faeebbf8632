-- What people have chosen: modes that differ from the default, and when they are left in peace (minutes after midnight).
CREATE TABLE preferences (
    person_id INTEGER NOT NULL REFERENCES people (id),
    class TEXT NOT NULL,
    channel TEXT NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (person_id, class, channel)
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_settings (
    person_id INTEGER PRIMARY KEY REFERENCES people (id),
    quiet_from INTEGER,
    quiet_to INTEGER,
    quiet_rest_days INTEGER NOT NULL,
    wecom_user TEXT,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT;

-- Templates that replace the built-in words; the newest version holds.
CREATE TABLE templates (
    code TEXT NOT NULL,
    lang TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES people (id),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (code, lang, version)
) STRICT;

-- Programs that hear what changes, under the rights of their owner. Secrets are sealed; the former one signs too for a day.
CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY,
    owner_id INTEGER NOT NULL REFERENCES people (id),
    url TEXT NOT NULL,
    secret BLOB NOT NULL,
    former_secret BLOB,
    former_until TEXT,
    active INTEGER NOT NULL,
    failing_since TEXT,
    after_xid INTEGER NOT NULL,
    after_id INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX webhooks_owner ON webhooks (owner_id, id);

-- A delivery is rendered from its code and its case when it leaves: it carries nothing.
ALTER TABLE deliveries DROP COLUMN payload;
