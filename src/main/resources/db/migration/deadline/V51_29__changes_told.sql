-- What a recount carries to the clocks, apart from the words about it; which walk counted it, when several changes had come before
-- one began; and the version of the rules it is for.
ALTER TABLE deadline_recount
  ADD COLUMN change text,
  ADD COLUMN together_with bigint REFERENCES deadline_recount,
  ADD COLUMN rules_id bigint REFERENCES deadline_rules;
UPDATE deadline_recount
SET change = CASE split_part(reason, ': ', 1)
      WHEN 'revoked' THEN 'REVOKED'
      WHEN 'hours' THEN 'HOURS'
      WHEN 'timetable' THEN 'TIMETABLE'
      WHEN 'rules' THEN 'RULES'
      ELSE 'DECREE'
    END,
    reason = regexp_replace(reason, '^(decree|revoked|hours|timetable|rules): ', '');
ALTER TABLE deadline_recount
  ALTER COLUMN change SET NOT NULL,
  ADD CHECK (change IN ('DECREE', 'REVOKED', 'HOURS', 'TIMETABLE', 'RULES'));

-- A version taken back before its first day; no clock ever ran under it, and it stays on record.
ALTER TABLE deadline_rules
  ADD COLUMN taken_back_by text,
  ADD COLUMN taken_back_at timestamptz;
