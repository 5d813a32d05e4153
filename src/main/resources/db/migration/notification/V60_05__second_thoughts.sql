-- The report whose forward a message tells of; the message goes when the forward is undone in the seconds it waits.
ALTER TABLE notification_message ADD COLUMN undone_with bigint;
CREATE INDEX notification_message_undone ON notification_message (undone_with)
  WHERE undone_with IS NOT NULL AND state = 'QUEUED';
