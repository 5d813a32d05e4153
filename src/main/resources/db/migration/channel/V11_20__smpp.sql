-- Parts of long messages, sealed, until all are there. A part that was joined stays for a while without its words, so that
-- it is known when an operator sends it again. The marks are keyed hashes.
CREATE TABLE channel_piece (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  chain_mark   bytea       NOT NULL,
  number       integer     NOT NULL,
  content_mark bytea       NOT NULL,
  sealed       bytea,
  arrived_at   timestamptz NOT NULL
);
CREATE INDEX channel_piece_chain ON channel_piece (chain_mark);
CREATE INDEX channel_piece_waiting ON channel_piece (arrived_at, chain_mark) WHERE sealed IS NOT NULL;
CREATE INDEX channel_piece_joined ON channel_piece (arrived_at) WHERE sealed IS NULL;

-- The number an operator gave a part of a message, and what it said became of it, whichever came first.
CREATE TABLE channel_receipt (
  line       text        NOT NULL,
  message_id text        NOT NULL,
  key        text,
  sending    uuid,
  parts      integer,
  state      text,
  passed_on  boolean     NOT NULL DEFAULT false,
  at         timestamptz NOT NULL,
  PRIMARY KEY (line, message_id)
);
CREATE INDEX channel_receipt_sending ON channel_receipt (sending) WHERE sending IS NOT NULL;
CREATE INDEX channel_receipt_news ON channel_receipt (at) WHERE key IS NOT NULL AND state IS NOT NULL AND NOT passed_on;
CREATE INDEX channel_receipt_at ON channel_receipt (at);

-- One wire may have several lines, an operator each.
ALTER TABLE channel_line RENAME COLUMN wire TO line;
