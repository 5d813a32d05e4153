-- A change of an address that is said to be lost is granted first and takes effect later, so that whoever still reads the
-- old address can object.
ALTER TABLE people_data_request ADD COLUMN granted_at timestamptz;
ALTER TABLE people_data_request DROP CONSTRAINT people_data_request_outcome_check;
ALTER TABLE people_data_request ADD CONSTRAINT people_data_request_outcome_check
  CHECK (outcome IN ('DONE', 'REFUSED', 'WITHDRAWN', 'UNPROVEN', 'OBJECTED'));
