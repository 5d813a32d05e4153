-- A letter whose promises have all ended, but not all by what keeps them, is not fulfilled.
ALTER TABLE deadline_reprimand
  DROP CONSTRAINT deadline_reprimand_state_check,
  ADD CONSTRAINT deadline_reprimand_state_check
    CHECK (state IN ('ISSUED', 'ACKNOWLEDGED', 'FULFILLED', 'ENDED', 'ESCALATED', 'WITHDRAWN'));
UPDATE deadline_reprimand letter
SET state = 'ENDED'
WHERE state = 'FULFILLED'
  AND EXISTS (
    SELECT FROM deadline_reprimand_case c
    WHERE c.reprimand_id = letter.id
      AND c.ended_by NOT IN (
        'Forwarded', 'Held', 'Archived', 'FollowedUp', 'Scheduled', 'Answered', 'Confirmed', 'ClosedBySilence'));
