-- A follow-up ends the clock of a first answer, but a new date is kept by what comes of it.
ALTER TABLE deadline_reprimand_case
  ADD COLUMN done_at timestamptz,
  ADD COLUMN done_by text,
  ADD CHECK ((done_at IS NULL) = (done_by IS NULL)),
  ADD CHECK (done_at IS NULL OR ended_at IS NOT NULL);
