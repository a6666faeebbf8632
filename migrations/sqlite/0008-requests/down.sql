DROP TABLE case_requests;
