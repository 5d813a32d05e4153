-- Everything done to an account, by whom. Rows are only ever added, and each stands on the trail.
CREATE TABLE people_account_act (
  account_id bigint      NOT NULL REFERENCES people_account,
  seq        integer     NOT NULL,
  at         timestamptz NOT NULL,
  what       text        NOT NULL,
  by_account bigint,
  by_name    text        NOT NULL,
  agency_id  bigint,
  role       text,
  PRIMARY KEY (account_id, seq)
);

CREATE FUNCTION people_account_act_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Acts on accounts are only ever added to';
END $$;
CREATE TRIGGER people_account_act_final BEFORE UPDATE OR DELETE ON people_account_act
  FOR EACH ROW EXECUTE FUNCTION people_account_act_is_final();
CREATE TRIGGER people_account_act_whole BEFORE TRUNCATE ON people_account_act
  EXECUTE FUNCTION people_account_act_is_final();
