-- Ways in and lines that are broken right now, so that it is told once, by whichever server.
CREATE TABLE channel_alarm (
  line     text        PRIMARY KEY,
  cause    text        NOT NULL,
  since    timestamptz NOT NULL,
  began_at timestamptz NOT NULL
);
