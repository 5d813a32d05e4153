-- What follows a breach goes by the ladder and calendar of today as well: a recount reaches clocks whose letters are still to come.
DROP INDEX deadline_clock_ahead;
CREATE INDEX deadline_clock_ahead ON deadline_clock (due_at, id)
  WHERE state <> 'STOPPED' AND term IS NOT NULL AND (breached_at IS NULL OR fires_at IS NOT NULL);
