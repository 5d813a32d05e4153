-- A calendar that never opens, or with spans that overlap, would stop reports from being filed: it cannot stand here, however it came.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE agency_calendar_span ADD CONSTRAINT agency_calendar_span_apart
  EXCLUDE USING gist (calendar_id WITH =, weekday WITH =, int4range(from_minute, until_minute) WITH &&);

CREATE FUNCTION agency_calendar_opens() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  calendar bigint;
BEGIN
  IF tg_table_name = 'agency_calendar' THEN
    calendar := new.id;
  ELSE
    calendar := old.calendar_id;
  END IF;
  IF EXISTS (SELECT FROM agency_calendar WHERE id = calendar)
     AND NOT EXISTS (SELECT FROM agency_calendar_span WHERE calendar_id = calendar) THEN
    RAISE EXCEPTION 'Working calendar % would never open', calendar USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER agency_calendar_opens AFTER INSERT ON agency_calendar
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agency_calendar_opens();
CREATE CONSTRAINT TRIGGER agency_calendar_span_left AFTER DELETE OR UPDATE ON agency_calendar_span
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION agency_calendar_opens();
