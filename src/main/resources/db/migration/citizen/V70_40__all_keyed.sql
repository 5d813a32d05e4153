-- All are hashed under the key since the trail has marks.
ALTER TABLE citizen_batch DROP COLUMN keyed;
