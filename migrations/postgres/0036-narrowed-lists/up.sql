-- On SQLite two indexes carry the columns by which lists are narrowed, since SQLite looks at them before it fetches a row.
-- PostgreSQL does not where the condition is an OR, so its indexes stay as they are.
SELECT 1;
