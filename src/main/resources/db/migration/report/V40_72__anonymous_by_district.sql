-- Of an anonymous report everybody may know the district, so that is how it is found before the same is reported again.
CREATE INDEX report_case_anonymous ON report_case (left(region, 8), received_at)
  WHERE visibility = 'ANONYMOUS' AND public_text IS NOT NULL AND stage NOT IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN');
