-- Which calendars and rules a transaction counts by, as the number of changes that have begun. Whoever writes due dates holds that
-- number until it ends; a recount first waits for those that hold an older one, since they will write what it cannot see yet.
-- Nobody else ever waits: a number that somebody waits for has been overtaken, and the next is taken.
CREATE FUNCTION deadline_changes(at timestamptz) RETURNS bigint STABLE LANGUAGE sql AS $$
  SELECT count(*) FROM deadline_recount WHERE starts_at <= coalesce(at, clock_timestamp())
$$;

CREATE FUNCTION deadline_hold(at timestamptz) RETURNS bigint VOLATILE LANGUAGE plpgsql AS $$
DECLARE
  held   bigint;
  latest bigint;
BEGIN
  LOOP
    held := deadline_changes(at);
    IF pg_try_advisory_xact_lock_shared(1708, held::integer) THEN
      latest := deadline_changes(at); -- a statement of its own: it sees what was committed before the lock was had
      IF held = latest THEN
        RETURN held;
      END IF;
    END IF;
  END LOOP;
END
$$;
