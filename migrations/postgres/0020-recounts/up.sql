-- Who said how long a clock may take, and the version of the catalogue that speaks where the limit policy has no rule; `policy` is
-- the version of the limit policy.
ALTER TABLE case_clocks ADD COLUMN origin TEXT COLLATE "C";
ALTER TABLE case_clocks ADD COLUMN catalogue BIGINT;

-- A version of the rules that is to reach, or has reached, the clocks that were open when it took effect: one row a version, with
-- how far the count has come. It goes through the cases by their ids, in small portions, and goes on behind `after_case`
-- whoever was stopped where.
CREATE TABLE recounts (
    kind TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    begins_at TIMESTAMP NOT NULL,
    after_case BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    done_at TIMESTAMP,
    PRIMARY KEY (kind, version),
    FOREIGN KEY (kind, version) REFERENCES rule_versions (kind, version)
);
CREATE INDEX recounts_open ON recounts (begins_at) WHERE done_at IS NULL;
