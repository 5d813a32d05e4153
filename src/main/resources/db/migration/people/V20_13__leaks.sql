-- Failures to protect personal data (UU 27/2022, article 46). What was written stays as it was; only when somebody was told is
-- added, once.
CREATE TABLE people_leak (
  id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  found_at         timestamptz NOT NULL,
  since            timestamptz NOT NULL,
  due_at           timestamptz NOT NULL,
  happened         text        NOT NULL,
  whose            text        NOT NULL,
  persons          bigint      NOT NULL CHECK (persons >= 0),
  which_data       text        NOT NULL,
  done             text        NOT NULL,
  contact          text        NOT NULL,
  written_at       timestamptz NOT NULL,
  written_by       text        NOT NULL,
  authority_told   timestamptz,
  persons_told     timestamptz,
  CHECK (since <= found_at)
);
CREATE INDEX people_leak_new ON people_leak (found_at DESC, id DESC);

CREATE FUNCTION people_leak_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
    AND (to_jsonb(NEW) - 'authority_told' - 'persons_told') = (to_jsonb(OLD) - 'authority_told' - 'persons_told')
    AND (OLD.authority_told IS NULL OR OLD.authority_told IS NOT DISTINCT FROM NEW.authority_told)
    AND (OLD.persons_told IS NULL OR OLD.persons_told IS NOT DISTINCT FROM NEW.persons_told) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'What was written about a leak stays';
END $$;
CREATE TRIGGER people_leak_final BEFORE UPDATE OR DELETE ON people_leak
  FOR EACH ROW EXECUTE FUNCTION people_leak_is_final();
CREATE TRIGGER people_leak_whole BEFORE TRUNCATE ON people_leak EXECUTE FUNCTION people_leak_is_final();
