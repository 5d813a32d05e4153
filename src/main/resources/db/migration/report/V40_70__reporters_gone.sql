-- Who reported is no longer known: the identity was erased. The number stays, because proofs name it.
ALTER TABLE report_case ADD COLUMN reporter_gone boolean NOT NULL DEFAULT false;

UPDATE report_case
SET reporter_gone = true
WHERE reporter_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM people_vault v WHERE v.reporter_id = report_case.reporter_id);

-- Since when nothing moves any more in reports that ended and whose reporter is still known. The statistics tell the planner how
-- few of them are old; the columns one by one do not, because in most old reports nobody is known any more.
CREATE INDEX report_case_bygone
  ON report_case ((CASE WHEN stage IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN') AND NOT reporter_gone THEN changed_at END))
  WHERE CASE WHEN stage IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN') AND NOT reporter_gone THEN changed_at END IS NOT NULL
    AND reporter_id IS NOT NULL;
CREATE STATISTICS report_case_bygone_since
  ON (CASE WHEN stage IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN') AND NOT reporter_gone THEN changed_at END) FROM report_case;
ANALYZE report_case;
