-- What lets somebody into an account has a mark under the installation's key. Those of before are marked at the first start
-- (AccountCare); from then on what has no mark of the house lets nobody in.
ALTER TABLE people_account ADD COLUMN password_mark bytea;
ALTER TABLE people_passkey ADD COLUMN mark bytea;
