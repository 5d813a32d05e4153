-- How far a report had come by what was done under a key; the same answer again tells the same.
ALTER TABLE api_once ADD COLUMN version bigint;

-- What happened to reports that machines may follow: public ones and those a client brought. What it was stands in the journal.
CREATE TABLE api_event (
  id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report_id bigint      NOT NULL,
  seq       integer     NOT NULL,
  desk_id   bigint      NOT NULL,
  at        timestamptz NOT NULL,
  place     bigint      UNIQUE,
  UNIQUE (report_id, seq)
);
-- Places are given after the commit and in its order, so that nobody who reads on from a place misses a slow one.
CREATE SEQUENCE api_event_place;
CREATE INDEX api_event_unplaced ON api_event (id) WHERE place IS NULL;
CREATE INDEX api_event_feed ON api_event (desk_id, place) WHERE place IS NOT NULL;
CREATE INDEX api_event_time ON api_event (desk_id, at, id);
