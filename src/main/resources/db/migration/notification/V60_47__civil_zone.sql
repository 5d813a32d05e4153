-- Whose civil hours a message keeps when it is sent late, as its line was down; null for what goes at any hour.
ALTER TABLE notification_message ADD COLUMN civil_zone text;
