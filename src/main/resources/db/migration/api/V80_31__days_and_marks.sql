-- When it happened as everybody may know: of reports that are not open where the day began. Zones as agency.Zones has them.
ALTER TABLE api_event ADD COLUMN told_at timestamptz;
ALTER TABLE api_event ADD COLUMN day_only boolean NOT NULL DEFAULT false;
UPDATE api_event e
SET told_at = date_trunc('day', e.at, z.zone), day_only = true
FROM report_case c, LATERAL (
  SELECT CASE
           WHEN c.region IS NULL THEN (
             SELECT zone FROM agency_node
             WHERE id = coalesce((c.course -> 'handovers' -> 0 -> 'from' ->> 'value')::bigint, c.desk_id))
           WHEN left(c.region, 2) IN ('51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76') THEN 'Asia/Makassar'
           WHEN left(c.region, 2) IN ('81', '82', '91', '92', '93', '94', '95', '96', '97') THEN 'Asia/Jayapura'
           ELSE 'Asia/Jakarta'
         END AS zone
) z
WHERE c.id = e.report_id AND c.visibility <> 'OPEN';
UPDATE api_event SET told_at = at WHERE told_at IS NULL;
ALTER TABLE api_event ALTER COLUMN told_at SET NOT NULL;
DROP INDEX api_event_time;
CREATE INDEX api_event_time ON api_event (desk_id, day_only, told_at, id);

-- By which what a client sent is known when it comes again: a keyed hash. Those of before are hashed at the next start.
ALTER TABLE api_once ADD COLUMN keyed boolean NOT NULL DEFAULT false;
CREATE INDEX api_once_unkeyed ON api_once (at) WHERE NOT keyed;
CREATE INDEX api_once_report ON api_once (report_id) WHERE report_id IS NOT NULL;
