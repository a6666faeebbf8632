-- The clocks of a case, one row for each kind and cycle: a projection of its events, written with them. A row holds the first
-- segment (seq, since, holder) and what is true now (course, due time, terms) or was at the end. How much is used is never
-- stored. Open cases are found by their timers, so the rows of the history need no index of their own.
CREATE TABLE case_clocks (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    cycle INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    since TEXT NOT NULL,
    holder_kind TEXT,
    holder_id INTEGER,
    unit_id INTEGER,
    course TEXT NOT NULL,
    segments INTEGER NOT NULL,
    due_at TEXT,
    fixed INTEGER NOT NULL,
    budget TEXT,
    policy INTEGER,
    calendar INTEGER,
    provisional INTEGER NOT NULL,
    ended_seq INTEGER,
    ended_at TEXT,
    verdict TEXT CHECK (verdict IN ('met', 'missed', 'cancelled', 'unlimited')),
    PRIMARY KEY (case_id, kind, cycle),
    CHECK ((ended_at IS NULL) = (verdict IS NULL))
) STRICT, WITHOUT ROWID;

-- The further segments of a clock, from the second on; only ever appended. A segment lasts until the next one begins or the
-- clock ends.
CREATE TABLE clock_segments (
    case_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    cycle INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    from_at TEXT NOT NULL,
    course TEXT NOT NULL,
    reason TEXT,
    holder_kind TEXT,
    holder_id INTEGER,
    unit_id INTEGER,
    due_at TEXT,
    fixed INTEGER NOT NULL,
    PRIMARY KEY (case_id, kind, cycle, number),
    FOREIGN KEY (case_id, kind, cycle) REFERENCES case_clocks (case_id, kind, cycle),
    CHECK (number > 1)
) STRICT, WITHOUT ROWID;
