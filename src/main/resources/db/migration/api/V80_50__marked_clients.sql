-- What a client may, and which reports are its own, has a mark under the installation's key. Those of before are marked at the
-- first start (Clients, IntakeStore); from then on what has no mark of the house opens nothing.
ALTER TABLE api_client ADD COLUMN mark bytea;
ALTER TABLE api_report ADD COLUMN mark bytea;
