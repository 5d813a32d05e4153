-- Given up because its wire did not take it, at once or after many tries: it can be sent again. Not where there was no address.
ALTER TABLE notification_message ADD COLUMN refused boolean NOT NULL DEFAULT false;
UPDATE notification_message SET refused = true WHERE state = 'GIVEN_UP' AND tries >= 12 AND NOT unwanted;
DROP INDEX notification_message_given_up;
CREATE INDEX notification_message_given_up ON notification_message (wire) WHERE state = 'GIVEN_UP' AND refused AND body <> '' AND NOT secret;
