-- A missed promise waits for its letter as a line of its own: one per promise and level, for good, so nothing is
-- reprimanded twice and the watch never waits for a supervisor.
ALTER TABLE deadline_reprimand_case
  DROP CONSTRAINT deadline_reprimand_case_pkey,
  ALTER COLUMN reprimand_id DROP NOT NULL,
  ADD COLUMN level integer,
  ADD COLUMN agency_id bigint,
  ADD COLUMN drafted_at timestamptz,
  ADD COLUMN automatic boolean NOT NULL DEFAULT false;
UPDATE deadline_reprimand_case c
  SET level = r.level, agency_id = r.agency_id, drafted_at = r.drafted_at,
      reprimand_id = CASE WHEN r.state = 'DRAFT' THEN NULL ELSE c.reprimand_id END
  FROM deadline_reprimand r
  WHERE r.id = c.reprimand_id;
DELETE FROM deadline_reprimand WHERE state = 'DRAFT';
ALTER TABLE deadline_reprimand_case
  ALTER COLUMN level SET NOT NULL,
  ALTER COLUMN agency_id SET NOT NULL,
  ALTER COLUMN drafted_at SET NOT NULL,
  ADD PRIMARY KEY (clock_id, level);
CREATE INDEX deadline_reprimand_case_letter ON deadline_reprimand_case (reprimand_id) WHERE reprimand_id IS NOT NULL;
CREATE INDEX deadline_reprimand_waiting ON deadline_reprimand_case (level DESC, drafted_at, clock_id) WHERE reprimand_id IS NULL;
CREATE INDEX deadline_reprimand_waiting_agency ON deadline_reprimand_case (agency_id, level) WHERE reprimand_id IS NULL;

-- What became of a letter.
DROP INDEX deadline_reprimand_draft;
DROP INDEX deadline_reprimand_agency;
DROP INDEX deadline_reprimand_issued;
ALTER TABLE deadline_reprimand
  DROP CONSTRAINT deadline_reprimand_state_check,
  ADD CHECK (state IN ('ISSUED', 'ACKNOWLEDGED', 'FULFILLED', 'ESCALATED', 'WITHDRAWN')),
  ADD COLUMN answer text,
  ADD COLUMN promised_for date,
  ADD COLUMN answered_by text,
  ADD COLUMN answered_at timestamptz,
  ADD COLUMN fulfilled_at timestamptz,
  ADD CHECK (state <> 'ACKNOWLEDGED' OR (answer IS NOT NULL AND promised_for IS NOT NULL)),
  ADD CHECK (state = 'WITHDRAWN' OR number IS NOT NULL);
CREATE INDEX deadline_reprimand_issued ON deadline_reprimand (issued_at DESC, id DESC) WHERE number IS NOT NULL;
CREATE INDEX deadline_reprimand_agency ON deadline_reprimand (agency_id, issued_at DESC, id DESC) WHERE number IS NOT NULL;
