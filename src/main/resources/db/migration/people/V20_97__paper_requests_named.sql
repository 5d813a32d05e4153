-- A correction somebody asks for on paper stands with its reporter as well: what it would make of the identity is on the paper,
-- and beside it the reporter may ask for one on the page.
DROP INDEX people_data_request_correction;
CREATE UNIQUE INDEX people_data_request_correction ON people_data_request (reporter_id)
  WHERE closed_at IS NULL AND fresh_id IS NOT NULL;
