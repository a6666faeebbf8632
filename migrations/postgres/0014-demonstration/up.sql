-- A row here says that the database holds the demonstration: its people and cases are invented, and every page says so.
CREATE TABLE demonstration (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    built_at TIMESTAMP NOT NULL
);
