-- Who has a part in a case beyond the columns of its row: list filters ask here, so that a list shows what a detail would.
CREATE TABLE case_people (
    person_id INTEGER NOT NULL REFERENCES people (id),
    case_id INTEGER NOT NULL REFERENCES cases (id),
    part TEXT NOT NULL CHECK (part IN ('proxy', 'worked', 'checker', 'claimant', 'offered')),
    PRIMARY KEY (person_id, case_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_people_case ON case_people (case_id);

CREATE TABLE case_units (
    unit_id INTEGER NOT NULL REFERENCES units (id),
    case_id INTEGER NOT NULL REFERENCES cases (id),
    part TEXT NOT NULL CHECK (part IN ('helps', 'worked', 'offered')),
    PRIMARY KEY (unit_id, case_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_units_case ON case_units (case_id);

-- What is late, and the history by state and category.
CREATE INDEX cases_open_due ON cases (due_at, id) WHERE holder_kind IS NOT NULL;
CREATE INDEX cases_state ON cases (state, id);
CREATE INDEX cases_category ON cases (category, id);

-- Who took which rows out of the house.
CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    format TEXT NOT NULL,
    filter TEXT NOT NULL
) STRICT;
CREATE INDEX exports_person ON exports (person_id, at);
