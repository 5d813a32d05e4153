-- Which account a device may come into by a code is under a mark of the house too. A device that asked before this asks again.
ALTER TABLE people_member_code ADD COLUMN mark bytea;
