-- Reporters who want an account. Who they are lies in the vault like everybody's; how they sign in is a keyed hash.
CREATE TABLE people_member (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reporter_id   bigint      NOT NULL UNIQUE,
  login_mark    bytea       NOT NULL UNIQUE,
  password_hash text        CHECK (password_hash LIKE '$argon2id$%'),
  created_at    timestamptz NOT NULL
);

-- Somebody says an address is theirs and was sent a code. Each device that asks has a row of its own, so that nobody's wrong
-- tries are another's. It is the same for an address that has an account and for one that has none.
CREATE TABLE people_member_code (
  token_hash  bytea       PRIMARY KEY,
  reporter_id bigint      NOT NULL,
  phone       boolean     NOT NULL,
  login_mark  bytea       NOT NULL,
  asked_at    timestamptz NOT NULL
);
CREATE INDEX people_member_code_asked ON people_member_code (asked_at);
