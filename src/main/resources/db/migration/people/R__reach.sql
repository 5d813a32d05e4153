-- How reporters can be reached, without who they are: what the house may know of an identity while it works under lapor_app,
-- which reads nothing of people_vault. Before R__rights, by its name.
CREATE OR REPLACE VIEW people_reach AS
SELECT reporter_id, phone_mark IS NOT NULL AS phone, email_mark IS NOT NULL AS email, phone_verified_at, email_verified_at,
  restricted_at IS NOT NULL AS restricted, silent, language
FROM people_vault;
