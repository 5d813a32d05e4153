-- By when an agency has promised what a letter asks for, and what became of it: recorded once.
ALTER TABLE deadline_reprimand
  ADD COLUMN promise_until timestamptz,
  ADD COLUMN promise_outcome text CHECK (promise_outcome IN ('KEPT', 'MISSED', 'DROPPED')),
  ADD COLUMN promise_outcome_at timestamptz,
  ADD COLUMN promise_noted_at timestamptz,
  ADD CHECK ((promise_outcome IS NULL) = (promise_outcome_at IS NULL)),
  ADD CHECK ((promise_outcome IS NULL) = (promise_noted_at IS NULL));
-- The midnight after the day where it comes last, so that nobody is found late by this.
UPDATE deadline_reprimand
SET promise_until = (promised_for + 1)::timestamp AT TIME ZONE 'Asia/Jakarta'
WHERE promised_for IS NOT NULL AND state <> 'WITHDRAWN';
UPDATE deadline_reprimand
SET promise_outcome = CASE WHEN fulfilled_at <= promise_until THEN 'KEPT' ELSE 'MISSED' END,
    promise_outcome_at = least(fulfilled_at, promise_until),
    promise_noted_at = now()
WHERE promise_until IS NOT NULL AND state = 'FULFILLED';
CREATE INDEX deadline_reprimand_promise ON deadline_reprimand (promise_until)
  WHERE promise_until IS NOT NULL AND promise_outcome IS NULL;
