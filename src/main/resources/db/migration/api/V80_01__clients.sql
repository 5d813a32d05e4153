-- Systems of others that may bring and fetch. Of a key only a keyed hash is kept.
CREATE TABLE api_client (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text        NOT NULL,
  desk_id    bigint      NOT NULL,
  scopes     text[]      NOT NULL,
  a_minute   integer     NOT NULL CHECK (a_minute BETWEEN 1 AND 10000),
  key_hash   bytea       NOT NULL UNIQUE,
  made_at    timestamptz NOT NULL,
  ended_at   timestamptz
);
CREATE INDEX api_client_desk ON api_client (desk_id, id);

-- Everything done to a client; rows are only ever added, and the trail stands for them.
CREATE TABLE api_client_act (
  client_id  bigint      NOT NULL REFERENCES api_client,
  seq        integer     NOT NULL,
  at         timestamptz NOT NULL,
  what       text        NOT NULL,
  by_account bigint      NOT NULL,
  by_name    text        NOT NULL,
  details    text        NOT NULL,
  PRIMARY KEY (client_id, seq)
);

-- What a client did under a key of its own choice; the same again gets the same answer.
CREATE TABLE api_once (
  client_id bigint      NOT NULL REFERENCES api_client,
  key       text        NOT NULL,
  content   bytea       NOT NULL,
  report_id bigint,
  at        timestamptz NOT NULL,
  PRIMARY KEY (client_id, key)
);

-- Which client brought a report.
CREATE TABLE api_report (
  report_id bigint      PRIMARY KEY,
  client_id bigint      NOT NULL REFERENCES api_client
);
CREATE INDEX api_report_client ON api_report (client_id, report_id DESC);
