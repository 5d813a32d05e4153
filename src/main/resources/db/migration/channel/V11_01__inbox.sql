-- Everything that came in over a wire, kept before its sender is told that it arrived. What it says and who sent it lie
-- sealed; the marks are keyed hashes that find the same sender or the same words again.
CREATE TABLE channel_inbox (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wire        text        NOT NULL,
  external_id text        NOT NULL,
  sender_mark bytea       NOT NULL,
  words_mark  bytea       NOT NULL,
  sealed      bytea,
  arrived_at  timestamptz NOT NULL,
  state       text        NOT NULL CHECK (state IN ('NEW', 'READ', 'LOOK', 'SEEN')),
  tries       integer     NOT NULL DEFAULT 0,
  fires_at    timestamptz NOT NULL,
  trouble     text,
  about       bigint,
  UNIQUE (wire, external_id)
);
CREATE INDEX channel_inbox_queue ON channel_inbox (wire, fires_at, id) WHERE state = 'NEW';
CREATE INDEX channel_inbox_look ON channel_inbox (id) WHERE state = 'LOOK';
CREATE INDEX channel_inbox_sender ON channel_inbox (sender_mark, arrived_at);
CREATE INDEX channel_inbox_words ON channel_inbox (words_mark, id);
CREATE INDEX channel_inbox_arrived ON channel_inbox (wire, arrived_at);
CREATE INDEX channel_inbox_about ON channel_inbox (about) WHERE about IS NOT NULL;
CREATE INDEX channel_inbox_sealed ON channel_inbox (arrived_at) WHERE sealed IS NOT NULL;
