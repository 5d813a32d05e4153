-- What someone typed and has not sent. Found by a cookie on the device, of which only a hash is here.
CREATE TABLE citizen_draft (
  token_hash bytea       PRIMARY KEY,
  answers    jsonb       NOT NULL,
  report_id  bigint,
  changed_at timestamptz NOT NULL
);
CREATE INDEX citizen_draft_changed ON citizen_draft (changed_at);
