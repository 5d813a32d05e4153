-- How late a promise was when its letter was issued, counted as the promise is: working days, working time, or time of a
-- calendar that never closes. What was printed in working days stays as printed.
ALTER TABLE deadline_reprimand_case
  ADD COLUMN late_s bigint,
  ADD COLUMN late_unit text CHECK (late_unit IN ('WORKING_DAYS', 'WORKING_TIME', 'TIME'));
UPDATE deadline_reprimand_case
SET late_s = days_late * 86400, late_unit = 'WORKING_DAYS'
WHERE days_late IS NOT NULL;
ALTER TABLE deadline_reprimand_case DROP COLUMN days_late;
