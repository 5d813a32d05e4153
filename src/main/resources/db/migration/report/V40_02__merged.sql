-- Whose reporters are told when a report goes on: those whose reports were merged into it.
ALTER TABLE report_case ADD COLUMN merged_into bigint REFERENCES report_case (id);

UPDATE report_case
SET merged_into = (course -> 'mergedInto' ->> 'value')::bigint
WHERE stage = 'MERGED';

CREATE INDEX report_case_merged ON report_case (merged_into) WHERE merged_into IS NOT NULL;
