-- A row here says that the database holds the demonstration: its people and cases are invented, and every page says so.
CREATE TABLE demonstration (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    built_at TEXT NOT NULL
) STRICT;
