-- By which act a clock ended for good, so that only what keeps a promise counts as kept.
ALTER TABLE deadline_clock ADD COLUMN ended_by text;
UPDATE deadline_clock k
SET ended_by = (SELECT r.ended_by FROM deadline_run r WHERE r.clock_id = k.id ORDER BY r.since DESC LIMIT 1)
WHERE k.state = 'STOPPED';
