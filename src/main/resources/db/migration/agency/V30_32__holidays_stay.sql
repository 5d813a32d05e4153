-- A holiday that was fixed stays on record as it was; all that can still happen to it is to be taken back, once.
-- That none is fixed or taken back for a day that has begun, the application sees to: it keeps the time.
CREATE FUNCTION agency_holiday_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF tg_op = 'UPDATE' AND old.revoked_by IS NULL AND new.revoked_by IS NOT NULL
     AND (new.id, new.day, new.kind, new.name, new.decree) = (old.id, old.day, old.kind, old.name, old.decree) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'A holiday that was fixed stays on record' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER agency_holiday_stays BEFORE UPDATE OR DELETE ON agency_holiday
  FOR EACH ROW EXECUTE FUNCTION agency_holiday_stays();
