-- How a missed promise ended and how late, on every line that waits for a letter or was written about: lateness ends there.
ALTER TABLE deadline_reprimand_case
  ADD COLUMN ended_at timestamptz,
  ADD COLUMN ended_by text,
  ADD COLUMN end_late_s bigint,
  ADD COLUMN end_late_unit text CHECK (end_late_unit IN ('WORKING_DAYS', 'WORKING_TIME', 'TIME')),
  ADD CHECK ((ended_at IS NULL) = (ended_by IS NULL));
UPDATE deadline_reprimand_case c
SET ended_at = k.stopped_at,
    ended_by = coalesce((SELECT r.ended_by FROM deadline_run r WHERE r.clock_id = k.id ORDER BY r.since DESC LIMIT 1), 'Answered')
FROM deadline_clock k
WHERE k.id = c.clock_id AND k.state = 'STOPPED' AND k.stopped_at IS NOT NULL;
-- Letters issued after the answer never left their first state.
UPDATE deadline_reprimand letter
SET state = 'FULFILLED',
    fulfilled_at = greatest(issued_at, (SELECT max(c.ended_at) FROM deadline_reprimand_case c WHERE c.reprimand_id = letter.id))
WHERE state IN ('ISSUED', 'ACKNOWLEDGED')
  AND NOT EXISTS (SELECT FROM deadline_reprimand_case c WHERE c.reprimand_id = letter.id AND c.ended_at IS NULL);
