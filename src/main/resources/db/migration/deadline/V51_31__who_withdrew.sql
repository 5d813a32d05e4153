-- Who took a letter back, or decided that it would not be written; empty in rows of before that was noted.
ALTER TABLE deadline_reprimand
  ADD COLUMN withdrawn_by text,
  ADD COLUMN withdrawn_office bigint;
CREATE INDEX deadline_reprimand_decided ON deadline_reprimand (agency_id, id DESC);
