-- What officers hear together is written in both languages; which one goes out says whoever reads it.
ALTER TABLE notification_digest_line ADD COLUMN subject_en text NOT NULL DEFAULT '';
ALTER TABLE notification_digest_line ADD COLUMN body_en text NOT NULL DEFAULT '';
UPDATE notification_digest_line SET subject_en = subject, body_en = body;
