-- Who asked as somebody's deputy asked in that one's place too: neither is the other's second person.
ALTER TABLE people_reveal ADD COLUMN asked_instead_of bigint REFERENCES people_account;
