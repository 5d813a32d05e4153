-- What the virus scanner said of a file; NULL until it said something. Where no scanner is set nobody asks.
ALTER TABLE evidence_file
  ADD COLUMN scan       text CHECK (scan IN ('CLEAN', 'FOUND')),
  ADD COLUMN found      text CHECK (found IS NULL OR scan = 'FOUND'),
  ADD COLUMN scan_due   timestamptz;
UPDATE evidence_file SET scan_due = taken_at;
ALTER TABLE evidence_file ALTER COLUMN scan_due SET NOT NULL;
CREATE INDEX evidence_file_unscanned ON evidence_file (scan_due) WHERE scan IS NULL;
CREATE INDEX evidence_file_found ON evidence_file (id) WHERE scan = 'FOUND';
