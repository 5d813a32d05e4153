-- In which language somebody reads what is sent to them.
ALTER TABLE people_account ADD COLUMN language text NOT NULL DEFAULT 'id' CHECK (language IN ('id', 'en'));
ALTER TABLE people_vault ADD COLUMN language text NOT NULL DEFAULT 'id' CHECK (language IN ('id', 'en'));
