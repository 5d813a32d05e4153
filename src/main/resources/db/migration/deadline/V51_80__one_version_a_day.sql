-- Which of two versions holds that begin on one day, nobody could tell. Those of before keep standing as they do.
ALTER TABLE deadline_rules ADD COLUMN shares_day boolean NOT NULL DEFAULT false;
UPDATE deadline_rules r
SET shares_day = true
WHERE taken_back_by IS NULL
  AND EXISTS (
    SELECT FROM deadline_rules o
    WHERE o.profile = r.profile AND o.valid_from = r.valid_from AND o.id < r.id AND o.taken_back_by IS NULL);
CREATE UNIQUE INDEX deadline_rules_day ON deadline_rules (profile, valid_from) WHERE taken_back_by IS NULL AND NOT shares_day;
