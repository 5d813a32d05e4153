-- A deputyship has a mark under the installation's key, and both its naming and its end are on the trail by its number. Those
-- of before have neither: they end, and whoever is still away names the deputy anew.
ALTER TABLE people_deputy ADD COLUMN mark bytea;
UPDATE people_deputy SET ended_at = least(until, now()) WHERE ended_at IS NULL;
