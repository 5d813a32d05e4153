-- Drafts hold names and numbers too; each is sealed with a key that only the device's cookie gives.
ALTER TABLE citizen_draft ALTER COLUMN answers DROP NOT NULL;
ALTER TABLE citizen_draft ADD COLUMN sealed bytea;
ALTER TABLE citizen_draft ADD CHECK (answers IS NULL OR sealed IS NULL);
