-- The number a wire gave a message leads to its author where everybody can look it up, as a post's on X: only a keyed hash of it
-- is kept. Those of before are hashed at the next start, which alone knows the key; the mark of a sender is then of the address
-- as every way writes it.
ALTER TABLE channel_inbox ADD COLUMN keyed boolean NOT NULL DEFAULT false;
CREATE INDEX channel_inbox_unkeyed ON channel_inbox (id) WHERE NOT keyed;
