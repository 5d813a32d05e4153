-- A promise that was missed, ended and goes on climbs its ladder by the days it was open.
ALTER TABLE deadline_clock ADD COLUMN climbs_from timestamptz;

-- Of those that go on already, by the wall clock: about as long as they had ended since.
UPDATE deadline_clock c
SET climbs_from = c.due_at + g.ended
FROM (
  SELECT r.clock_id, sum(r.again - r.until) AS ended
  FROM (
    SELECT clock_id, until, lead(since) OVER (PARTITION BY clock_id ORDER BY since) AS again
    FROM deadline_run
  ) r
  JOIN deadline_clock k ON k.id = r.clock_id AND k.breached_at IS NOT NULL AND k.state = 'RUNNING'
  WHERE r.until >= k.due_at AND r.again > r.until
  GROUP BY r.clock_id) g
WHERE c.id = g.clock_id AND c.fires_at IS NOT NULL;
