-- By which a file of reports is known when it comes again: a keyed hash. Those of before are hashed at the next start.
ALTER TABLE citizen_batch ADD COLUMN keyed boolean NOT NULL DEFAULT false;
