DROP TABLE timers;
DROP TABLE case_contacts;
DROP TABLE case_texts;
DROP TABLE case_events;
DROP TABLE cases;
DROP TABLE incidents;
