-- A letter about many reports is told to an office once; the journal of every report brings it.
ALTER TABLE notification_digest_line ADD COLUMN letter text;
CREATE UNIQUE INDEX notification_digest_line_letter ON notification_digest_line (office_id, letter);
