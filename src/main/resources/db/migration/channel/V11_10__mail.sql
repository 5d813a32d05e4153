-- The bytes of a message that is more than words, as they came, sealed. They go with its words.
CREATE TABLE channel_raw (
  inbox_id bigint PRIMARY KEY REFERENCES channel_inbox (id) ON DELETE CASCADE,
  sealed   bytea  NOT NULL
);
ALTER TABLE channel_raw ALTER COLUMN sealed SET STORAGE EXTERNAL; -- what is sealed cannot be compressed

-- A line to the outside that one server at a time holds, and how it does.
CREATE TABLE channel_line (
  wire            text PRIMARY KEY,
  holder          uuid        NOT NULL,
  held_until      timestamptz NOT NULL,
  connected_since timestamptz,
  looked_at       timestamptz,
  trouble         text,
  trouble_since   timestamptz
);
