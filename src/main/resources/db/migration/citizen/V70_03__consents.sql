-- What reporters agree to when they send (UU 27/2022, articles 20 to 24): texts in versions, never changed once they are here.
-- A new text is a new row with a higher version for each language; it is shown from its insertion on.
CREATE TABLE citizen_consent_text (
  version  integer     NOT NULL CHECK (version > 0),
  language text        NOT NULL CHECK (language IN ('id', 'en')),
  words    text        NOT NULL,
  since    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (version, language)
);

-- What was on the page when somebody sent it. It says nothing of who, and stays when a person is erased.
CREATE TABLE citizen_consent (
  report_id bigint      PRIMARY KEY,
  version   integer     NOT NULL,
  language  text        NOT NULL,
  at        timestamptz NOT NULL,
  FOREIGN KEY (version, language) REFERENCES citizen_consent_text
);

CREATE FUNCTION citizen_consent_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Consents are only ever added to';
END $$;
CREATE TRIGGER citizen_consent_text_final BEFORE UPDATE OR DELETE ON citizen_consent_text
  FOR EACH ROW EXECUTE FUNCTION citizen_consent_is_final();
CREATE TRIGGER citizen_consent_final BEFORE UPDATE OR DELETE ON citizen_consent
  FOR EACH ROW EXECUTE FUNCTION citizen_consent_is_final();

INSERT INTO citizen_consent_text (version, language, words) VALUES
  (1, 'id', 'Dengan mengirim, Anda menyatakan laporan ini benar menurut Anda, dan mengizinkan kami memakai data ini hanya untuk menangani laporan.'),
  (1, 'en', 'By sending you say that this is true as far as you know, and allow us to use these data only to handle the report.');
