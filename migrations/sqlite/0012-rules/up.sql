-- Versions of the calendar, the limit policy and the ladders, whole as JSON. Rows are only added; of those in effect at an
-- instant and approved, the one with the highest number counts. A clock keeps the numbers of those that decided about it.
CREATE TABLE rule_versions (
    kind TEXT NOT NULL CHECK (kind IN ('calendar', 'limits', 'ladders')),
    version INTEGER NOT NULL,
    effective_from TEXT NOT NULL,
    retroactive INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER REFERENCES people (id),
    approved_at TEXT,
    approved_by INTEGER REFERENCES people (id),
    note TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, version)
) STRICT;
CREATE INDEX rule_versions_author ON rule_versions (created_by);
CREATE INDEX rule_versions_approver ON rule_versions (approved_by);

-- Who stands in for whom, and when.
CREATE TABLE stand_ins (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    stand_in_id INTEGER NOT NULL REFERENCES people (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES people (id),
    CHECK (person_id <> stand_in_id),
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX stand_ins_person ON stand_ins (person_id, valid_to);
CREATE INDEX stand_ins_stand_in ON stand_ins (stand_in_id);
CREATE INDEX stand_ins_author ON stand_ins (created_by);

-- The duty roster (值班表): who is on duty in an area, and when.
CREATE TABLE duty_shifts (
    id INTEGER PRIMARY KEY,
    area_id INTEGER NOT NULL REFERENCES areas (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES people (id),
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX duty_shifts_area ON duty_shifts (area_id, valid_to);
CREATE INDEX duty_shifts_person ON duty_shifts (person_id);
CREATE INDEX duty_shifts_author ON duty_shifts (created_by);
