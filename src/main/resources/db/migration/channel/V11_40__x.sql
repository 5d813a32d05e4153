-- How far posts on X were read: everything up to since_id is kept. A sweep goes from the newest post backwards; when it
-- is interrupted it goes on below until_id, and only at its end newest_id becomes since_id.
CREATE TABLE channel_x_source (
  source     text        PRIMARY KEY,
  started_at timestamptz NOT NULL,
  since_id   bigint,
  swept_at   timestamptz,
  newest_id  bigint,
  until_id   bigint,
  posts      integer     NOT NULL DEFAULT 0
);

-- Times that could not be read back any more when the line came back.
CREATE TABLE channel_x_gap (
  source   text        NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  told_at  timestamptz NOT NULL
);
CREATE INDEX channel_x_gap_told ON channel_x_gap (told_at);

-- What X asked to wait with, reading or writing, and until when.
CREATE TABLE channel_x_pause (
  what  text        PRIMARY KEY,
  until timestamptz NOT NULL
);

-- What was read and written in a month (UTC), and what that costs.
CREATE TABLE channel_x_use (
  month   text          PRIMARY KEY,
  read    bigint        NOT NULL DEFAULT 0,
  written bigint        NOT NULL DEFAULT 0,
  cost    numeric(14,6) NOT NULL DEFAULT 0
);

-- Tokens of OAuth 2, sealed; the mark tells when whoever runs the house set another first one.
CREATE TABLE channel_x_token (
  id     integer PRIMARY KEY CHECK (id = 1),
  seed   bytea   NOT NULL,
  sealed bytea   NOT NULL
);

-- Answers that were begun to be written, so that X's word that one is there already is understood.
CREATE TABLE channel_x_attempt (
  key text        PRIMARY KEY,
  at  timestamptz NOT NULL
);

-- Posts of ours and, sealed, what they belong to, so that an answer below one finds its report.
CREATE TABLE channel_x_reply (
  post_id bigint      PRIMARY KEY,
  sealed  bytea       NOT NULL,
  at      timestamptz NOT NULL
);
