-- Where a client is told of what happens as it happens. Its secret is derived; only the version stands here.
CREATE TABLE api_hook (
  client_id     bigint      PRIMARY KEY REFERENCES api_client,
  address       text        NOT NULL,
  secret        integer     NOT NULL,
  secret_at     timestamptz NOT NULL,
  place         bigint      NOT NULL,
  state         text        NOT NULL CHECK (state IN ('ON', 'OFF', 'GONE', 'SILENT')),
  failures      integer     NOT NULL,
  failing_since timestamptz,
  rest_until    timestamptz NOT NULL,
  taken_at      timestamptz
);

-- What was or is to be told to a client. What it says is made of the journal at the moment it is sent.
CREATE TABLE api_delivery (
  id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  client_id bigint      NOT NULL REFERENCES api_hook,
  report_id bigint      NOT NULL,
  seq       integer     NOT NULL,
  at        timestamptz NOT NULL,
  state     text        NOT NULL CHECK (state IN ('QUEUED', 'TAKEN', 'DEAD')),
  tries     integer     NOT NULL DEFAULT 0,
  first_at  timestamptz,
  next_at   timestamptz NOT NULL,
  tried_at  timestamptz,
  answer    integer,
  trouble   text,
  UNIQUE (client_id, report_id, seq)
);
CREATE INDEX api_delivery_due ON api_delivery (client_id, next_at, id) WHERE state = 'QUEUED';
CREATE INDEX api_delivery_report ON api_delivery (client_id, report_id, seq) WHERE state = 'QUEUED';
CREATE INDEX api_delivery_state ON api_delivery (client_id, state, id);
CREATE INDEX api_delivery_list ON api_delivery (client_id, id);
-- What goes by age is found by it.
CREATE INDEX api_delivery_tried ON api_delivery (tried_at) WHERE state <> 'QUEUED';
