-- Reports of one day stand in an order that tells nothing of their minutes: their numbers in the house would.
ALTER TABLE publication_report ADD COLUMN tie bigint
  GENERATED ALWAYS AS (CASE WHEN day_only THEN hashtextextended(reference, 0) & 576460752303423487 ELSE report_id END) STORED;

DROP INDEX publication_report_new, publication_report_agency, publication_report_category, publication_report_stage,
  publication_report_village, publication_report_district, publication_report_regency, publication_report_province,
  publication_report_overdue, publication_report_desk, publication_report_service, publication_report_updated;
CREATE INDEX publication_report_new ON publication_report (received_at DESC, tie DESC);
CREATE INDEX publication_report_agency ON publication_report (agency_id, received_at DESC, tie DESC);
CREATE INDEX publication_report_category ON publication_report (category, received_at DESC, tie DESC);
CREATE INDEX publication_report_stage ON publication_report (stage, received_at DESC, tie DESC);
CREATE INDEX publication_report_village ON publication_report (region, received_at DESC, tie DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_district ON publication_report (left(region, 8), received_at DESC, tie DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_regency ON publication_report (left(region, 5), received_at DESC, tie DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_province ON publication_report (left(region, 2), received_at DESC, tie DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_overdue ON publication_report (received_at DESC, tie DESC) WHERE overdue;
CREATE INDEX publication_report_desk ON publication_report (desk_id, ended, received_at DESC, tie DESC);
CREATE INDEX publication_report_service ON publication_report (desk_id, service, ended, received_at DESC, tie DESC);
CREATE INDEX publication_report_updated ON publication_report (desk_id, day_only, updated_at, tie)
  INCLUDE (service, ended, received_at);
