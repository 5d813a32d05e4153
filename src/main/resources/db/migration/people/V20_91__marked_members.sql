-- A reporter's account has a mark under the installation's key over whose it is and how it is entered. Those of before are marked at
-- the first start (AccountCare); from then on one without a mark of the house opens to nobody.
ALTER TABLE people_member ADD COLUMN mark bytea;
