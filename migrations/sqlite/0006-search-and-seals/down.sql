DROP TABLE seal_heads;
DROP TABLE seals;
DROP TABLE case_fts;
