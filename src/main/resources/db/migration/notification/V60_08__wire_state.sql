CREATE INDEX notification_message_sent ON notification_message (wire, sent_at) WHERE state = 'SENT';
