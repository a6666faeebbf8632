-- The search index: the pairs and words that the tokeniser made of a case's texts, by case id. Without content of its own, so a
-- text stands in one place only. Sealed cases never get a row.
CREATE VIRTUAL TABLE case_fts USING fts5 (tokens, content = '', contentless_delete = 1, tokenize = 'ascii');

-- Daily seals over the heads of all chains that changed, each on top of the one before, signed with a key outside the database.
CREATE TABLE seals (
    number INTEGER PRIMARY KEY,
    cut_at TEXT NOT NULL,
    heads INTEGER NOT NULL,
    root BLOB NOT NULL,
    signature BLOB NOT NULL,
    key_id BLOB NOT NULL
) STRICT;

-- The sealed heads. No key to cases: a head must outlive the case that somebody deletes. They are written in portions before their
-- seal; without it they say nothing.
CREATE TABLE seal_heads (
    case_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX seal_heads_number ON seal_heads (number, case_id);
