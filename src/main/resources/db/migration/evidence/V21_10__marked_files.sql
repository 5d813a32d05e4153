-- Each file has a mark under the installation's key over what its bytes were: those that were sent, those of the clean copy and those
-- of the small one. Nobody can tell any more whose the bytes of files from before are: an installation begins with its marks.
DO $$
BEGIN
  IF EXISTS (SELECT FROM evidence_file) THEN
    RAISE EXCEPTION 'This installation took files in before they had marks. Begin with an empty database; no file was changed.';
  END IF;
END $$;
ALTER TABLE evidence_file
  ADD COLUMN clean_sha256 bytea   NOT NULL CHECK (octet_length(clean_sha256) = 32),
  ADD COLUMN thumb_sha256 bytea   CHECK (octet_length(thumb_sha256) = 32),
  ADD COLUMN let_go       boolean NOT NULL DEFAULT false,
  ADD COLUMN mark         bytea   NOT NULL CHECK (octet_length(mark) = 32);
COMMENT ON COLUMN evidence_file.let_go IS 'Its original is gone since its reporter was erased.';
