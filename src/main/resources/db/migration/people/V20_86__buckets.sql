-- Tries, as Bucket4j keeps them: what kind of act stays readable, whose it was does not.
DROP TABLE people_throttle;
CREATE TABLE people_bucket (
  what       text PRIMARY KEY,
  state      bytea,
  expires_at bigint
);
CREATE INDEX people_bucket_expires_at ON people_bucket (expires_at);
