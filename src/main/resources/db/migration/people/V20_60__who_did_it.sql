-- What one officer did to others' accounts, newest first, for those who watch administrators.
CREATE INDEX people_account_act_by ON people_account_act (by_account, at DESC) WHERE by_account IS NOT NULL;
