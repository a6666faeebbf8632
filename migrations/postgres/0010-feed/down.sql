DROP INDEX changes_order;
ALTER TABLE changes DROP COLUMN former;
