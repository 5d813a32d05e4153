-- Passkeys of officers and of reporters with an account. Names are what sessions are found by; only public keys are here.
CREATE TABLE people_passkey_owner (
  handle bytea PRIMARY KEY,
  name   text  NOT NULL UNIQUE
);
CREATE TABLE people_passkey (
  id              bytea       PRIMARY KEY,
  handle          bytea       NOT NULL REFERENCES people_passkey_owner ON DELETE CASCADE,
  label           text        NOT NULL,
  public_key      bytea       NOT NULL,
  sign_count      bigint      NOT NULL,
  verified        boolean     NOT NULL,
  transports      text        NOT NULL,
  backup_eligible boolean     NOT NULL,
  backed_up       boolean     NOT NULL,
  attestation     bytea       NOT NULL,
  client_data     bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  used_at         timestamptz
);
CREATE INDEX people_passkey_handle ON people_passkey (handle);
