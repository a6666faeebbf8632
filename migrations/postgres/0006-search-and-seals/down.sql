DROP TABLE seal_heads;
DROP TABLE seals;
DROP FUNCTION search_tokens;
DROP TABLE case_search;
