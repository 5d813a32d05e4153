-- What a correction would change has a mark under the installation's key, and without it changes nothing and lets go of nobody.
-- Corrections of before that still wait have none: they end as unproven, and reporters ask again.
ALTER TABLE people_data_request ADD COLUMN mark bytea;
WITH ended AS (
  UPDATE people_data_request SET closed_at = now(), outcome = 'UNPROVEN', fresh_id = NULL
  WHERE closed_at IS NULL AND fresh_id IS NOT NULL
  RETURNING asked_at)
INSERT INTO people_data_request_count (day, asked, closed, late)
SELECT (asked_at AT TIME ZONE 'UTC')::date, 0, 1, 0 FROM ended;
