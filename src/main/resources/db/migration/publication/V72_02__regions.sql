-- One range per region of any level, in the order of the list.
DROP INDEX publication_report_region;
CREATE INDEX publication_report_village ON publication_report (region, received_at DESC, report_id DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_district ON publication_report (left(region, 8), received_at DESC, report_id DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_regency ON publication_report (left(region, 5), received_at DESC, report_id DESC)
  WHERE region IS NOT NULL;
CREATE INDEX publication_report_province ON publication_report (left(region, 2), received_at DESC, report_id DESC)
  WHERE region IS NOT NULL;
