-- Files of reports that officers wrote down. What a row says is sealed, and gone once it is a report.
CREATE TABLE citizen_batch (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id  bigint      NOT NULL,
  actor       jsonb       NOT NULL,
  mark        bytea       NOT NULL,
  head        bytea       NOT NULL,
  choices     jsonb       NOT NULL,
  uploaded_at timestamptz NOT NULL,
  undone_at   timestamptz
);
CREATE INDEX citizen_batch_account ON citizen_batch (account_id, id);
CREATE INDEX citizen_batch_uploaded ON citizen_batch (uploaded_at);

CREATE TABLE citizen_batch_row (
  batch_id  bigint      NOT NULL REFERENCES citizen_batch ON DELETE CASCADE,
  line      integer     NOT NULL,
  sealed    bytea,
  wanted_at timestamptz,
  tries     integer     NOT NULL DEFAULT 0,
  due_at    timestamptz,
  report_id bigint,
  told      boolean,
  twin      integer,
  PRIMARY KEY (batch_id, line),
  CHECK ((report_id IS NULL) = (sealed IS NOT NULL))
);
CREATE INDEX citizen_batch_row_due ON citizen_batch_row (due_at, batch_id, line) WHERE due_at IS NOT NULL;
