-- Given up because its receiver wants to hear nothing more on this wire.
ALTER TABLE notification_message ADD COLUMN unwanted boolean NOT NULL DEFAULT false;
