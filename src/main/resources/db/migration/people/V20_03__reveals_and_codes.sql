-- Two persons before anybody learns who an anonymous reporter is.
CREATE TABLE people_reveal (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reporter_id bigint      NOT NULL,
  matter      text        NOT NULL,
  reason      text        NOT NULL,
  asked_at    timestamptz NOT NULL,
  asked_by    bigint      NOT NULL REFERENCES people_account,
  asker       text        NOT NULL,
  decided_at  timestamptz,
  decided_by  bigint      REFERENCES people_account,
  decider     text,
  approved    boolean,
  CHECK (decided_by IS NULL OR decided_by <> asked_by),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (approved IS NULL))
);
CREATE INDEX people_reveal_new ON people_reveal (asked_at DESC);

-- One-time codes, of which only a keyed hash is here.
CREATE TABLE people_code (
  reporter_id bigint      NOT NULL,
  wire        text        NOT NULL CHECK (wire IN ('PHONE', 'EMAIL')),
  code_hash   bytea       NOT NULL,
  expires_at  timestamptz NOT NULL,
  tries       integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (reporter_id, wire)
);
