-- A message that carries a one-time code loses its words once the code is too old.
ALTER TABLE notification_message ADD COLUMN secret boolean NOT NULL DEFAULT false;
CREATE INDEX notification_message_secret ON notification_message (created_at) WHERE secret;
