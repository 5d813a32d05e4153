-- All are hashed under the key since the trail has marks.
ALTER TABLE api_once DROP COLUMN keyed;
