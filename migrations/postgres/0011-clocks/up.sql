-- The clocks of a case, one row for each kind and cycle: a projection of its events, written with them. A row holds the first
-- segment (seq, since, holder) and what is true now (course, due time, terms) or was at the end. How much is used is never
-- stored. Open cases are found by their timers, so the rows of the history need no index of their own.
CREATE TABLE case_clocks (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    kind TEXT COLLATE "C" NOT NULL,
    cycle BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    since TIMESTAMP NOT NULL,
    holder_kind TEXT COLLATE "C",
    holder_id BIGINT,
    unit_id BIGINT,
    course TEXT COLLATE "C" NOT NULL,
    segments BIGINT NOT NULL,
    due_at TIMESTAMP,
    fixed BOOLEAN NOT NULL,
    budget TEXT COLLATE "C",
    policy BIGINT,
    calendar BIGINT,
    provisional BOOLEAN NOT NULL,
    ended_seq BIGINT,
    ended_at TIMESTAMP,
    verdict TEXT COLLATE "C" CHECK (verdict IN ('met', 'missed', 'cancelled', 'unlimited')),
    PRIMARY KEY (case_id, kind, cycle),
    CHECK ((ended_at IS NULL) = (verdict IS NULL))
);

-- The further segments of a clock, from the second on; only ever appended. A segment lasts until the next one begins or the
-- clock ends.
CREATE TABLE clock_segments (
    case_id BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    cycle BIGINT NOT NULL,
    number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    from_at TIMESTAMP NOT NULL,
    course TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    holder_kind TEXT COLLATE "C",
    holder_id BIGINT,
    unit_id BIGINT,
    due_at TIMESTAMP,
    fixed BOOLEAN NOT NULL,
    PRIMARY KEY (case_id, kind, cycle, number),
    FOREIGN KEY (case_id, kind, cycle) REFERENCES case_clocks (case_id, kind, cycle),
    CHECK (number > 1)
);
