-- Runs at every start (${flyway:timestamp}). Where a role lapor_app exists, the application can work under it while migrations
-- run under the owner (spring.flyway.user): then not even a hole in the application can change or delete what is on record.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lapor_app') THEN
    RETURN;
  END IF;
  GRANT USAGE ON SCHEMA public TO lapor_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO lapor_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO lapor_app;
  REVOKE UPDATE, DELETE, TRUNCATE ON audit_leaf, audit_place, audit_node, audit_checkpoint FROM lapor_app;
  REVOKE UPDATE, TRUNCATE ON audit_key FROM lapor_app;
  -- Rooms whose rows the trail stands for; the first start of a fresh database comes here before they are built.
  IF to_regclass('report_event') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON report_event FROM lapor_app;
  END IF;
  IF to_regclass('people_look') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON people_look FROM lapor_app;
    GRANT UPDATE (words) ON people_look TO lapor_app; -- emptied when a person is erased, see people_look_is_final
  END IF;
  IF to_regclass('citizen_consent') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON citizen_consent, citizen_consent_text FROM lapor_app;
  END IF;
  -- Cases, letters and what became of a clock change as they live, but none of them ever goes.
  IF to_regclass('deadline_step') IS NOT NULL THEN
    REVOKE DELETE, TRUNCATE ON report_case, report_evidence, deadline_clock, deadline_run, deadline_reprimand, deadline_reprimand_case,
      deadline_rules, people_account, people_position, people_reveal FROM lapor_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON deadline_step, deadline_allowance, deadline_rung FROM lapor_app;
  END IF;
  REVOKE TRUNCATE ON ALL TABLES IN SCHEMA public FROM lapor_app;
  IF to_regclass('people_data_request') IS NOT NULL THEN
    REVOKE DELETE ON people_data_request FROM lapor_app;
  END IF;
  IF to_regclass('people_leak') IS NOT NULL THEN
    REVOKE DELETE ON people_leak FROM lapor_app;
  END IF;
  IF to_regclass('people_retention_act') IS NOT NULL THEN
    REVOKE DELETE ON people_retention FROM lapor_app;
    REVOKE UPDATE, DELETE ON people_retention_act FROM lapor_app;
  END IF;
  IF to_regclass('people_account_act') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON people_account_act FROM lapor_app;
  END IF;
  IF to_regclass('deadline_rules_act') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON deadline_rules_act FROM lapor_app;
  END IF;
  IF to_regclass('agency_hours') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON agency_hours FROM lapor_app;
  END IF;
  IF to_regclass('api_client_act') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON api_client_act FROM lapor_app;
    REVOKE DELETE ON api_client, api_report FROM lapor_app;
  END IF;
END $$;
