-- What is counted of cases: one row for each step that came to its end, for each thing that is counted by number, and for the
-- end of the case. Written with the event; taken back or rewritten when a later event changes what it counts under. Days are
-- counted from 1970-01-01 in the office's zone. A sealed case has no rows.
CREATE TABLE report_facts (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    stage TEXT NOT NULL,
    seq INTEGER NOT NULL,
    since TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    due_at TEXT,
    day INTEGER NOT NULL,
    filed_day INTEGER NOT NULL,
    wall_s INTEGER NOT NULL,
    work_s INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('met', 'missed', 'cancelled', 'unlimited')),
    calendar INTEGER NOT NULL,
    unit_id INTEGER,
    person_id INTEGER,
    volunteer INTEGER NOT NULL,
    category TEXT,
    grid_id INTEGER,
    community_id INTEGER,
    street_id INTEGER,
    district_id INTEGER,
    source TEXT NOT NULL,
    priority TEXT NOT NULL,
    counted INTEGER NOT NULL,
    PRIMARY KEY (case_id, stage, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_facts_day ON report_facts (stage, day);
CREATE INDEX report_facts_filed ON report_facts (stage, filed_day);
CREATE INDEX report_facts_category ON report_facts (category, stage, day);
CREATE INDEX report_facts_community ON report_facts (community_id, stage, day);
CREATE INDEX report_facts_unit ON report_facts (unit_id, stage, day);
CREATE INDEX report_facts_person ON report_facts (person_id, stage, day) WHERE person_id IS NOT NULL;

-- What has been added or taken back and is not in the rollups yet. Only appended and, once folded, removed: a report reads the
-- rollups and these together.
CREATE TABLE report_deltas (
    id INTEGER PRIMARY KEY,
    stage TEXT NOT NULL,
    day INTEGER NOT NULL,
    category TEXT,
    grid_id INTEGER,
    community_id INTEGER,
    street_id INTEGER,
    district_id INTEGER,
    unit_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    priority TEXT NOT NULL,
    counted INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    times INTEGER NOT NULL,
    wall_s INTEGER NOT NULL,
    work_s INTEGER NOT NULL
) STRICT;

-- Sums by day and by month, once by place and once by category. Absent ids are 0, an absent category is empty. Histograms have
-- 64 buckets for each doubling (domain/report/histogram.rs).
CREATE TABLE report_rollups (
    cube TEXT NOT NULL CHECK (cube IN ('place', 'category')),
    stage TEXT NOT NULL,
    span TEXT NOT NULL CHECK (span IN ('day', 'month')),
    number INTEGER NOT NULL,
    category TEXT NOT NULL,
    grid_id INTEGER NOT NULL,
    community_id INTEGER NOT NULL,
    street_id INTEGER NOT NULL,
    district_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    priority TEXT NOT NULL,
    count INTEGER NOT NULL,
    judged INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    excused INTEGER NOT NULL,
    wall_sum INTEGER NOT NULL,
    work_sum INTEGER NOT NULL,
    wall BLOB NOT NULL,
    work BLOB NOT NULL,
    PRIMARY KEY (cube, stage, span, number, category, grid_id, community_id, street_id, district_id, unit_id, source, priority)
) STRICT, WITHOUT ROWID;
