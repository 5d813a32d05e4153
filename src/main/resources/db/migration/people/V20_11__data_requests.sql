-- A reporter can have the identity shut: nobody opens it, and the house writes to them only where they wish it to.
ALTER TABLE people_vault ADD COLUMN restricted_at timestamptz;
ALTER TABLE people_vault ADD COLUMN silent boolean NOT NULL DEFAULT false;

-- What somebody asks about their own data (UU 27/2022, articles 5 to 11), each with 3 x 24 hours. It names nobody and no report;
-- what a correction would make of an identity lies in the vault like every identity.
CREATE TABLE people_data_request (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('ACCESS', 'CORRECTION', 'ERASURE', 'RESTRICTION')),
  origin      text        NOT NULL CHECK (origin IN ('PAGE', 'PAPER')),
  reporter_id bigint,
  fresh_id    bigint,
  old_proven  boolean     NOT NULL DEFAULT false,
  old_lost    boolean     NOT NULL DEFAULT false,
  asked_at    timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  closed_at   timestamptz,
  outcome     text        CHECK (outcome IN ('DONE', 'REFUSED', 'WITHDRAWN', 'UNPROVEN')),
  decided_by  bigint      REFERENCES people_account,
  answer      text        NOT NULL DEFAULT '',
  CHECK ((closed_at IS NULL) = (outcome IS NULL)),
  CHECK ((fresh_id IS NULL) OR kind = 'CORRECTION')
);
CREATE UNIQUE INDEX people_data_request_correction ON people_data_request (reporter_id)
  WHERE closed_at IS NULL AND kind = 'CORRECTION';
CREATE INDEX people_data_request_open ON people_data_request (due_at) WHERE closed_at IS NULL;
CREATE INDEX people_data_request_reporter ON people_data_request (reporter_id, asked_at DESC);
CREATE INDEX people_data_request_asked ON people_data_request (asked_at);
