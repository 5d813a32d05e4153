-- Why a version of the rules was made, for everyone; empty in the shipped ones and in those of before it was asked.
ALTER TABLE deadline_rules ADD COLUMN reason text NOT NULL DEFAULT '';
