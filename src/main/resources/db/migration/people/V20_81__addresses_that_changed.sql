-- Where an officer's mail went before an administrator changed it, and when that was: for some days a link to the account
-- still goes to the address of before. Null when nobody but whoever runs the installation ever changed it.
ALTER TABLE people_account ADD COLUMN email_before text;
ALTER TABLE people_account ADD COLUMN email_changed_at timestamptz;
