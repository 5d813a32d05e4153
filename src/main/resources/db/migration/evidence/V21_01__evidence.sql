-- Files that were taken in. Loose until a report claims them; loose ones are swept away.
CREATE TABLE evidence_file (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text        NOT NULL,
  name       text        NOT NULL,
  bytes      bigint      NOT NULL CHECK (bytes > 0),
  sha256     bytea       NOT NULL,
  width      integer,
  height     integer,
  pages      integer,
  taken_at   timestamptz NOT NULL,
  claimed_at timestamptz
);
CREATE INDEX evidence_file_loose ON evidence_file (taken_at) WHERE claimed_at IS NULL;
