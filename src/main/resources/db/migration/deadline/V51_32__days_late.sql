-- Working days from the missed moment to the issue, as printed on the letter: a later decree does not rewrite it.
ALTER TABLE deadline_reprimand_case ADD COLUMN days_late integer;
