-- Whose hours a message to officers keeps when it is sent late, as civil_zone says it of reporters; null for what goes at any hour.
ALTER TABLE notification_message ADD COLUMN civil_office bigint;
