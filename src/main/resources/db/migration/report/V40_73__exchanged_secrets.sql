-- The secret of before, once its reporter took another for the one an officer had seen: it opens nothing, but whoever
-- brings it is told that it was exchanged.
ALTER TABLE report_case ADD COLUMN former_secret_hash bytea;
