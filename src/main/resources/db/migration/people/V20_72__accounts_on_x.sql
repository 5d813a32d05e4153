-- A reporter may be known by an account on X; the mark is a keyed hash of its number.
ALTER TABLE people_vault ADD COLUMN x_mark bytea;
CREATE INDEX people_vault_x ON people_vault (x_mark) WHERE x_mark IS NOT NULL;
