-- What the policy saw of a case before a change that may have moved it out of somebody's sight, as JSON; nothing where no such
-- fact changed. A reader who saw the case then and does not now learns that it is gone.
ALTER TABLE changes ADD COLUMN former TEXT COLLATE "C";

-- The order in which changes are read: numbers are given before the commit, so a number alone could pass over a late one.
CREATE INDEX changes_order ON changes (xid, id);
