-- What a message to a reporter tells of: an entry in the journal of its own report, or of the one that was merged into.
ALTER TABLE notification_message ADD COLUMN whole_id bigint;
ALTER TABLE notification_message ADD COLUMN seq integer;
-- Sent because another message did not arrive.
ALTER TABLE notification_message ADD COLUMN instead boolean NOT NULL DEFAULT false;
CREATE INDEX notification_message_told ON notification_message (report_id, seq) WHERE seq IS NOT NULL;
