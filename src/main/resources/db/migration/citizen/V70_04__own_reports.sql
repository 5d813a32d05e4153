-- Which reports an account holds. Marks are keyed hashes and the report is sealed: the database alone tells how many there
-- are, never which, so no two reports can be known to be one person's.
CREATE TABLE citizen_own_report (
  mark      bytea  PRIMARY KEY,
  member_id bigint NOT NULL,
  sealed    bytea  NOT NULL
);
CREATE INDEX citizen_own_report_member ON citizen_own_report (member_id);
