DROP TABLE report_uncounted;
