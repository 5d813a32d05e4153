-- A promise that was missed, ended and goes on climbs its ladder by the days it was open.
ALTER TABLE deadline_clock ADD COLUMN climbs_from timestamptz;
