-- Of a report that is not open everyone may know the day of what happened, no more: the times are where that day began.
-- From now on each change brings them along; once, from the reports themselves. Zones as agency.Zones has them.
ALTER TABLE publication_report ADD COLUMN day_only boolean NOT NULL DEFAULT false;
UPDATE publication_report p
SET day_only = true,
    received_at = date_trunc('day', p.received_at, z.zone),
    changed_at = date_trunc('day', p.changed_at, z.zone),
    ended_at = date_trunc('day', p.ended_at, z.zone)
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
WHERE c.id = p.report_id AND c.visibility <> 'OPEN';
