-- A promise on the report was missed and is still owed.
ALTER TABLE publication_report ADD COLUMN overdue boolean NOT NULL DEFAULT false;
CREATE INDEX publication_report_overdue ON publication_report (received_at DESC, report_id DESC) WHERE overdue;
