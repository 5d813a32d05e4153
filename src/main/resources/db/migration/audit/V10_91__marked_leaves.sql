-- Each leaf has a mark under the installation's key, so that nobody puts an act on the trail who has the database alone. There is no
-- way to tell whose the leaves of before are: a trail begins with its marks.
DO $$
BEGIN
  IF EXISTS (SELECT FROM audit_leaf) THEN
    RAISE EXCEPTION 'This trail was begun before leaves had marks. Begin with an empty database; no act was changed.';
  END IF;
END $$;
ALTER TABLE audit_leaf ADD COLUMN mark bytea NOT NULL CHECK (octet_length(mark) = 32);
