-- Only a person is ever erased, by their last look. What stood there before is for the check to judge.
ALTER TABLE audit_leaf ADD CONSTRAINT audit_leaf_erases_people CHECK (stream = 'identity' OR NOT erased) NOT VALID;

-- A key goes only with a person: the erasure is the last on the trail, and the person's page tells of it.
CREATE OR REPLACE FUNCTION audit_key_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stream <> 'identity' OR NOT EXISTS (
    SELECT FROM audit_leaf l
    JOIN people_look e ON e.reporter_id = l.subject AND e.seq = l.seq AND e.purpose = 'ERASED'
    WHERE l.stream = OLD.stream AND l.subject = OLD.subject AND l.erased
      AND l.seq = (SELECT max(seq) FROM audit_leaf WHERE stream = OLD.stream AND subject = OLD.subject)
  ) THEN
    RAISE EXCEPTION 'The trail is only ever added to';
  END IF;
  RETURN OLD;
END $$;
