-- The search index: the pairs and words that the tokeniser made of a case's texts, by case id. Without content of its own, so a
-- text stands in one place only. Sealed cases never get a row.
CREATE TABLE case_search (
    case_id BIGINT PRIMARY KEY,
    tokens TSVECTOR NOT NULL
);
CREATE INDEX case_search_tokens ON case_search USING gin (tokens);

-- Casts the tokeniser's text; a function, so that a prepared statement can be kept.
CREATE FUNCTION search_tokens (lexemes TEXT) RETURNS TSVECTOR LANGUAGE sql IMMUTABLE AS 'SELECT lexemes::tsvector';

-- Daily seals over the heads of all chains that changed, each on top of the one before, signed with a key outside the database.
CREATE TABLE seals (
    number BIGINT PRIMARY KEY,
    cut_at TIMESTAMP NOT NULL,
    heads BIGINT NOT NULL,
    root BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    key_id BYTEA NOT NULL
);

-- The sealed heads. No key to cases: a head must outlive the case that somebody deletes. They are written in portions before their
-- seal; without it they say nothing.
CREATE TABLE seal_heads (
    case_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (case_id, number)
);
CREATE INDEX seal_heads_number ON seal_heads (number, case_id);
