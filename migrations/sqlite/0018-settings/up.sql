-- Who set which number for which area, and when; without a value the area follows those above it again. Rows are only added.
CREATE TABLE setting_changes (
    id INTEGER PRIMARY KEY,
    area_id INTEGER NOT NULL REFERENCES areas (id),
    name TEXT NOT NULL,
    value TEXT,
    at TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id)
) STRICT;
CREATE INDEX setting_changes_area ON setting_changes (area_id, id);
CREATE INDEX setting_changes_person ON setting_changes (person_id);
