-- Nobody empties what reporters agreed to, the owner of the tables included.
CREATE TRIGGER citizen_consent_text_whole BEFORE TRUNCATE ON citizen_consent_text
  EXECUTE FUNCTION citizen_consent_is_final();
CREATE TRIGGER citizen_consent_whole BEFORE TRUNCATE ON citizen_consent EXECUTE FUNCTION citizen_consent_is_final();
