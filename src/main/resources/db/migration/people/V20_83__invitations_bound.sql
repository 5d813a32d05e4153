-- A link is for the account it was made for: the mark is a keyed hash of both. Links of before, three days at most, have to be
-- made again.
ALTER TABLE people_invitation ADD COLUMN mark bytea;
