-- From when a text stands on the form; empty means from when it was written. And who wrote it.
ALTER TABLE citizen_consent_text ADD COLUMN valid_from timestamptz;
ALTER TABLE citizen_consent_text ADD COLUMN by_account bigint;
