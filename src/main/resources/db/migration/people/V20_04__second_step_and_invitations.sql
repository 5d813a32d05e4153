-- The second step of signing in: a secret sealed like identities are, and the last step used, so that no code works twice.
ALTER TABLE people_account ADD COLUMN totp_sealed bytea;
ALTER TABLE people_account ADD COLUMN totp_key_version integer;
ALTER TABLE people_account ADD COLUMN totp_last_step bigint NOT NULL DEFAULT 0;
ALTER TABLE people_account ADD CHECK ((totp_sealed IS NULL) = (totp_key_version IS NULL));

-- One-time links by which somebody comes to an account or to a new password; only a hash of the code is here.
CREATE TABLE people_invitation (
  code_hash  bytea       PRIMARY KEY,
  account_id bigint      NOT NULL REFERENCES people_account,
  invited_by bigint      NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX people_invitation_account ON people_invitation (account_id);
