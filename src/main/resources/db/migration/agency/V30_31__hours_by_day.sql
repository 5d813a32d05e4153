-- Hours hold from a day on: what is past is counted by the hours of that day. No row here is ever changed or deleted;
-- of two with the same first day the later one holds.
CREATE TABLE agency_hours (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id   bigint      NOT NULL REFERENCES agency_node,
  purpose     text        NOT NULL CHECK (purpose IN ('OFFICE', 'DESK')),
  calendar_id bigint      REFERENCES agency_calendar, -- null: those of the office above
  first_day   date        NOT NULL,
  reason      text        NOT NULL, -- public; empty in rows of before it was asked
  given_by    text        NOT NULL,
  given_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX agency_hours_office ON agency_hours (agency_id, purpose, first_day);
INSERT INTO agency_hours (agency_id, purpose, calendar_id, first_day, reason, given_by)
  SELECT agency_id, purpose, calendar_id, DATE '1900-01-01', '', '' FROM agency_calendar_use ORDER BY agency_id, purpose;
DROP TABLE agency_calendar_use;

-- A changed calendar that offices went by is a row of its own beside the first.
ALTER TABLE agency_calendar
  ADD COLUMN version_of bigint REFERENCES agency_calendar,
  ADD COLUMN first_day  date,
  ADD COLUMN reason     text NOT NULL DEFAULT '',
  ADD COLUMN given_by   text NOT NULL DEFAULT '',
  ADD COLUMN given_at   timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT agency_calendar_version CHECK ((version_of IS NULL) = (first_day IS NULL));
ALTER TABLE agency_calendar DROP CONSTRAINT agency_calendar_name_key;
CREATE UNIQUE INDEX agency_calendar_name ON agency_calendar (name) WHERE version_of IS NULL;

CREATE FUNCTION agency_hours_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Hours that were given stay on record' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER agency_hours_stay BEFORE UPDATE OR DELETE ON agency_hours
  FOR EACH ROW EXECUTE FUNCTION agency_hours_stay();
CREATE TRIGGER agency_calendar_stays BEFORE UPDATE OR DELETE ON agency_calendar
  FOR EACH ROW WHEN (old.version_of IS NOT NULL) EXECUTE FUNCTION agency_hours_stay();

CREATE FUNCTION agency_calendar_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM agency_hours WHERE calendar_id = old.calendar_id)
     OR EXISTS (SELECT FROM agency_calendar WHERE version_of = old.calendar_id)
     OR EXISTS (SELECT FROM agency_calendar WHERE id = old.calendar_id AND version_of IS NOT NULL) THEN
    RAISE EXCEPTION 'Hours an office went by stay on record' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE tg_op WHEN 'DELETE' THEN old ELSE new END;
END
$$;
CREATE TRIGGER agency_calendar_span_kept BEFORE UPDATE OR DELETE ON agency_calendar_span
  FOR EACH ROW EXECUTE FUNCTION agency_calendar_kept();
CREATE TRIGGER agency_calendar_day_kept BEFORE UPDATE OR DELETE ON agency_calendar_day
  FOR EACH ROW EXECUTE FUNCTION agency_calendar_kept();
