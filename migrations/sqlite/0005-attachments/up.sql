-- Photos. The file lies on disk under the digest of its clean copy; several rows may share one file. A row without a case is
-- loose: only its uploader sees it, and it goes after a day. What the camera had written into the photo stays in fields here.
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    taken_at TEXT,
    lon REAL,
    lat REAL,
    uploader_id INTEGER REFERENCES people (id),
    uploaded_at TEXT NOT NULL,
    case_id INTEGER REFERENCES cases (id),
    seq INTEGER,
    CHECK ((case_id IS NULL) = (seq IS NULL)),
    CHECK ((lon IS NULL) = (lat IS NULL))
) STRICT;
CREATE INDEX attachments_case ON attachments (case_id, seq) WHERE case_id IS NOT NULL;
CREATE INDEX attachments_digest ON attachments (digest);
CREATE INDEX attachments_loose ON attachments (uploaded_at) WHERE case_id IS NULL;
