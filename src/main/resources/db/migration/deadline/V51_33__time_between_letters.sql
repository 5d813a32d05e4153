-- Letters about one promise go out one after the other, however long they have waited together: each asks something of the
-- agency, and leaves it a working day to do it. Shorter than the steps of every shipped ladder, so none of them slows down.
INSERT INTO deadline_allowance (rules_id, term, amount, unit)
  SELECT id, 'BETWEEN_LETTERS', 1, 'WORKING_DAYS' FROM deadline_rules;
-- When the next letter about the promise may be issued: noted with the issue, so that later rules do not move it.
ALTER TABLE deadline_reprimand_case ADD COLUMN next_from timestamptz;
