-- The same two persons for the case file of another office in an emergency, whether or not its reporter is known.
ALTER TABLE people_reveal ADD COLUMN what text NOT NULL DEFAULT 'IDENTITY' CHECK (what IN ('IDENTITY', 'CASE'));
ALTER TABLE people_reveal ALTER COLUMN reporter_id DROP NOT NULL;
ALTER TABLE people_reveal ADD CHECK (what = 'CASE' OR reporter_id IS NOT NULL);
CREATE INDEX people_reveal_asked ON people_reveal (asked_by, asked_at DESC) WHERE what = 'CASE';
