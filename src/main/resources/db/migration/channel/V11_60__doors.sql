-- What comes through doors that answer at once, kept in the transaction that files it: so nothing is acknowledged that does not
-- lie here. What was sent is sealed, and goes after a month; that something came stays for as long as a rhythm looks back.
CREATE TABLE channel_door (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  door       text        NOT NULL CHECK (door IN ('API', 'OPEN311', 'DESK')),
  line       text        NOT NULL,
  sealed     bytea,
  arrived_at timestamptz NOT NULL,
  about      bigint      NOT NULL
);
CREATE INDEX channel_door_arrived ON channel_door (line, arrived_at);
CREATE INDEX channel_door_about ON channel_door (about);
CREATE INDEX channel_door_sealed ON channel_door (arrived_at) WHERE sealed IS NOT NULL;

-- What was turned away at them: whoever sent it was told and has it still, so only that it happened is kept.
CREATE TABLE channel_door_refused (
  line   text        PRIMARY KEY,
  at     timestamptz NOT NULL,
  status integer     NOT NULL,
  times  bigint      NOT NULL DEFAULT 1
);
