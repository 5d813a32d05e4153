-- Unfinished reports of one ward, for those without a point that may be about the same matter.
CREATE INDEX report_case_region ON report_case (region, received_at)
  WHERE region IS NOT NULL AND stage NOT IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN');
