-- How long a letter may wait for a supervisor before the office is reminded, and again each time as long.
INSERT INTO deadline_allowance (rules_id, term, amount, unit)
  SELECT id, 'SIGNATURE', 1, 'WORKING_DAYS' FROM deadline_rules;
-- When the supervisors of what waits are reminded next, the beginning of time before that was worked out, and how often they were.
ALTER TABLE deadline_reprimand_case
  ADD COLUMN remind_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN reminded integer NOT NULL DEFAULT 0;
CREATE INDEX deadline_reprimand_remind ON deadline_reprimand_case (remind_at, clock_id) WHERE reprimand_id IS NULL AND NOT automatic;
-- The public list begins with what has waited longest.
CREATE INDEX deadline_reprimand_waiting_longest ON deadline_reprimand_case (drafted_at, clock_id) WHERE reprimand_id IS NULL AND NOT automatic;
