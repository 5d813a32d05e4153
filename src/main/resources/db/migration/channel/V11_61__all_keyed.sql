-- All are hashed under the key since the trail has marks.
ALTER TABLE channel_inbox DROP COLUMN keyed;
