DROP TABLE recounts;
ALTER TABLE case_clocks DROP COLUMN catalogue;
ALTER TABLE case_clocks DROP COLUMN origin;
