-- What an act is about besides the account: a report read in an emergency, a request about personal data, a rule.
ALTER TABLE people_account_act ADD COLUMN about text;
