-- Who said how long a clock may take, and the version of the catalogue that speaks where the limit policy has no rule; `policy` is
-- the version of the limit policy.
ALTER TABLE case_clocks ADD COLUMN origin TEXT;
ALTER TABLE case_clocks ADD COLUMN catalogue INTEGER;

-- A version of the rules that is to reach, or has reached, the clocks that were open when it took effect: one row a version, with
-- how far the count has come. It goes through the cases by their ids, in small portions, and goes on behind `after_case`
-- whoever was stopped where.
CREATE TABLE recounts (
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    begins_at TEXT NOT NULL,
    after_case INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    done_at TEXT,
    PRIMARY KEY (kind, version),
    FOREIGN KEY (kind, version) REFERENCES rule_versions (kind, version)
) STRICT;
CREATE INDEX recounts_open ON recounts (begins_at) WHERE done_at IS NULL;
