DROP TABLE exports;
DROP INDEX cases_category;
DROP INDEX cases_state;
DROP INDEX cases_open_due;
DROP TABLE case_units;
DROP TABLE case_people;
