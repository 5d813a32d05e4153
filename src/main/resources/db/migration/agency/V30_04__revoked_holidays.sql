-- A day that was taken back stays on record with who did it, when and why; a day can be fixed again after it.
ALTER TABLE agency_holiday
  DROP CONSTRAINT agency_holiday_pkey,
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ADD COLUMN revoked_at timestamptz,
  ADD COLUMN revoked_why text,
  ADD CONSTRAINT agency_holiday_revoked CHECK (revoked_by IS NULL OR revoked_why IS NOT NULL) NOT VALID;
CREATE UNIQUE INDEX agency_holiday_standing ON agency_holiday (day) WHERE revoked_by IS NULL;
