-- A message to a reporter names the reporter's row in the vault; the address is looked up when it is sent.
ALTER TABLE notification_message ALTER COLUMN recipient DROP NOT NULL;
ALTER TABLE notification_message ADD COLUMN reporter_id bigint;
-- Where messages went before is needed no more.
UPDATE notification_message SET recipient = NULL WHERE state <> 'QUEUED';
ALTER TABLE notification_message
  ADD CHECK (state <> 'QUEUED' OR recipient IS NOT NULL OR reporter_id IS NOT NULL);
CREATE INDEX notification_message_reporter ON notification_message (reporter_id) WHERE reporter_id IS NOT NULL;
