-- The name a reporter chose to show; only ever of open reports. Taken from the vault once, when the report becomes public.
ALTER TABLE publication_report ADD COLUMN name text;
ALTER TABLE publication_report ADD COLUMN reporter_id bigint;
CREATE INDEX publication_report_reporter ON publication_report (reporter_id) WHERE reporter_id IS NOT NULL;
