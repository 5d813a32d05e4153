-- What the application may do, under the two roles DatabaseRoles makes. Runs at every start (${flyway:timestamp}), so that a new
-- table is looked after as well: lapor_app adds to it and changes it, unless it is named here. rights.csv of the tests has the
-- whole list. Where nobody could make the roles nothing is granted, and the application works as whoever it signs in as.
DO $$
DECLARE
  -- What was written there stands: the trail, and what it repeats or is proven by.
  final CONSTANT text := 'audit_leaf, audit_place, audit_node, audit_checkpoint, report_event, people_look, people_account_act,
    people_retention_act, citizen_consent, citizen_consent_text, deadline_step, deadline_allowance, deadline_rung,
    deadline_rules_act, agency_hours, api_client_act';
  -- Changes as it lives, but never goes.
  kept CONSTANT text := 'agency_node, agency_holiday, report_case, report_evidence, report_sent, report_support, deadline_clock,
    deadline_run, deadline_reprimand, deadline_reprimand_case, deadline_rules, deadline_number, people_account, people_position,
    people_reveal, people_deputy, people_data_request, people_leak, people_retention, api_client, api_report,
    api_event_last';
  open_columns text;
  ours         regprocedure;
BEGIN
  -- Every function means our tables, whatever tables of the same names somebody makes for a connection of theirs.
  FOR ours IN
    SELECT p.oid FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
      AND p.proowner = (SELECT relowner FROM pg_class WHERE oid = 'audit_leaf'::regclass) -- what others put here stays theirs
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
      AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%')
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', ours);
  END LOOP;
  -- And nobody makes any: we need none. Only who owns the database can say so.
  BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Connections may still make temporary tables';
  END;
  IF to_regrole('lapor_app') IS NULL THEN
    RETURN;
  END IF;
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM lapor_app;
  GRANT USAGE ON SCHEMA public TO lapor_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lapor_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lapor_app;
  EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM lapor_app', final);
  EXECUTE format('REVOKE DELETE ON %s FROM lapor_app', kept);
  GRANT UPDATE (words) ON people_look TO lapor_app; -- emptied when a person is erased, see people_look_is_final
  REVOKE UPDATE ON audit_key FROM lapor_app; -- goes with the person, see audit_key_goes
  REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history, people_reach FROM lapor_app;
  GRANT EXECUTE ON FUNCTION publication_words_gather(boolean), publication_words_place() TO lapor_app;
  -- ANALYZE after very many rows; before PostgreSQL 17 only the owner may, and the server does it by itself a little later.
  IF current_setting('server_version_num')::int >= 170000 THEN
    EXECUTE 'GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO lapor_app';
  END IF;

  -- What is sealed with the vault's key is read under lapor_vault, which does nothing besides.
  IF to_regrole('lapor_vault') IS NULL THEN
    RETURN;
  END IF;
  REVOKE ALL ON ALL TABLES IN SCHEMA public FROM lapor_vault;
  GRANT USAGE ON SCHEMA public TO lapor_vault;
  REVOKE ALL ON people_vault FROM lapor_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON people_vault TO lapor_vault;
  SELECT string_agg(quote_ident(attname), ', ') INTO open_columns
  FROM pg_attribute
  WHERE attrelid = 'people_account'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'totp_sealed';
  REVOKE SELECT ON people_account FROM lapor_app;
  EXECUTE format('GRANT SELECT (%s) ON people_account TO lapor_app', open_columns);
  GRANT SELECT (id, totp_sealed, totp_key_version, totp_last_step), UPDATE (totp_sealed, totp_key_version, totp_last_step)
    ON people_account TO lapor_vault;
END $$;
