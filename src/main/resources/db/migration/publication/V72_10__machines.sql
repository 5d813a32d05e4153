-- What machines ask for besides: whose desk it came to, the place as precise as its reporter allowed, and since when it is over.
ALTER TABLE publication_report ADD COLUMN desk_id bigint;
ALTER TABLE publication_report ADD COLUMN address text;
ALTER TABLE publication_report ADD COLUMN latitude double precision;
ALTER TABLE publication_report ADD COLUMN longitude double precision;
ALTER TABLE publication_report ADD COLUMN ended_at timestamptz;

-- Once, from the reports themselves; from now on each change brings them along.
UPDATE publication_report p
SET desk_id = c.desk_id,
    address = CASE WHEN c.visibility = 'OPEN' THEN c.address END,
    latitude = CASE WHEN c.visibility = 'OPEN' THEN c.latitude END,
    longitude = CASE WHEN c.visibility = 'OPEN' THEN c.longitude END,
    ended_at = CASE WHEN c.stage IN ('CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN') THEN c.changed_at END
FROM report_case c
WHERE c.id = p.report_id;
ALTER TABLE publication_report ALTER COLUMN desk_id SET NOT NULL;

ALTER TABLE publication_report ADD COLUMN ended boolean GENERATED ALWAYS AS (ended_at IS NOT NULL) STORED;
ALTER TABLE publication_report ADD COLUMN updated_at timestamptz GENERATED ALWAYS AS (coalesce(ended_at, changed_at)) STORED;
ALTER TABLE publication_report ADD COLUMN service text GENERATED ALWAYS AS (coalesce(category, 'lainnya')) STORED;

-- Machines page by desk and time; a service and a state are one range each.
CREATE INDEX publication_report_desk ON publication_report (desk_id, ended, received_at DESC, report_id DESC);
CREATE INDEX publication_report_service ON publication_report (desk_id, service, ended, received_at DESC, report_id DESC);
-- What changed since somebody last asked; the rest is filtered in the index.
CREATE INDEX publication_report_updated ON publication_report (desk_id, updated_at, report_id) INCLUDE (service, ended, received_at);
