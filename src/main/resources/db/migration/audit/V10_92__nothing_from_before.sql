-- What an installation held before its trail had marks has none under its key, and nobody can tell any more who wrote it: it is
-- refused like a trail begun before.
DO $$
DECLARE
  named text;
  held boolean;
BEGIN
  IF EXISTS (SELECT FROM audit_leaf) THEN
    RETURN;
  END IF;
  FOREACH named IN ARRAY ARRAY['report_event', 'people_account', 'people_member', 'people_reporter', 'api_client'] LOOP
    CONTINUE WHEN to_regclass(named) IS NULL;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', named) INTO held;
    IF held THEN
      RAISE EXCEPTION 'This installation was begun before its trail had marks (%). Begin with an empty database; nothing was changed.', named;
    END IF;
  END LOOP;
END $$;
