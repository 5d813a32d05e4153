-- Reasons may name a person and go when that person is erased; the planner keeps no samples of them either.
ALTER TABLE people_look ALTER COLUMN words TYPE text, ALTER COLUMN words SET STATISTICS 0;
ALTER TABLE people_reveal ALTER COLUMN reason TYPE text, ALTER COLUMN reason SET STATISTICS 0;
