-- Who stands in for whom, in which position, for how long. A row ends by itself; nothing has to be done for that.
CREATE TABLE people_deputy (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  holder_id  bigint      NOT NULL REFERENCES people_account,
  agency_id  bigint      NOT NULL,
  role       text        NOT NULL,
  deputy_id  bigint      NOT NULL REFERENCES people_account,
  since      timestamptz NOT NULL,
  until      timestamptz NOT NULL,
  ended_at   timestamptz,
  CHECK (deputy_id <> holder_id),
  CHECK (until > since)
);
CREATE INDEX people_deputy_deputy ON people_deputy (deputy_id, until);
CREATE INDEX people_deputy_holder ON people_deputy (holder_id, until);
