-- Versions of the catalogue, in the order in which they were made and take effect. A case keeps the number of its own.
CREATE TABLE catalogue_versions (
    id INTEGER PRIMARY KEY,
    effective_from TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES people (id),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX catalogue_versions_effective ON catalogue_versions (effective_from);
CREATE INDEX catalogue_versions_author ON catalogue_versions (created_by);

-- Rows of the catalogue: a category, condition, step limit, department or duty line, whole as JSON, from the version that
-- made it until (and without) the one that replaced or dropped it. Any version can be put together again.
CREATE TABLE catalogue_entries (
    id INTEGER PRIMARY KEY,
    part TEXT NOT NULL CHECK (part IN ('department', 'category', 'condition', 'step_limit', 'duty')),
    key TEXT NOT NULL,
    position INTEGER NOT NULL,
    body TEXT NOT NULL,
    from_version INTEGER NOT NULL REFERENCES catalogue_versions (id),
    to_version INTEGER REFERENCES catalogue_versions (id),
    CHECK (to_version IS NULL OR to_version > from_version)
) STRICT;
CREATE UNIQUE INDEX catalogue_entries_key ON catalogue_entries (part, key, from_version);
CREATE INDEX catalogue_entries_from ON catalogue_entries (from_version);
CREATE INDEX catalogue_entries_to ON catalogue_entries (to_version);
