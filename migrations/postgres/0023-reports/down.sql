DROP TABLE report_rollups;
DROP TABLE report_deltas;
DROP TABLE report_facts;
