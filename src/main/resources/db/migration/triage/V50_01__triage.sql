-- Who is looking at which report right now.
CREATE TABLE triage_claim (
  report_id  bigint      PRIMARY KEY,
  account_id bigint      NOT NULL,
  name       text        NOT NULL,
  until      timestamptz NOT NULL
);
