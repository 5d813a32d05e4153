-- Codes for a reporter's account belong to no report.
ALTER TABLE notification_message ALTER COLUMN report_id DROP NOT NULL;
