-- Desks that had a report before: by which its second handing over is known, and who may read on.
UPDATE report_case c
SET course = jsonb_set(c.course, '{handovers}', d.handovers)
FROM (
  SELECT report_id, jsonb_agg(jsonb_build_object('from', desk, 'toArbiter', arbiter) ORDER BY seq) AS handovers
  FROM (
    SELECT report_id, seq, body -> 'from' AS desk, false AS arbiter
    FROM report_event
    WHERE kind = 'Redirected'
    UNION ALL
    SELECT r.report_id, r.seq, f.body -> 'by', true
    FROM report_event r
    JOIN LATERAL (
      SELECT body
      FROM report_event
      WHERE report_id = r.report_id AND kind = 'Forwarded' AND seq < r.seq
      ORDER BY seq DESC
      LIMIT 1) f ON f.body -> 'lead' = r.body -> 'by' AND f.body -> 'by' <> r.body -> 'desk'
    WHERE r.kind = 'Returned') x
  GROUP BY report_id) d
WHERE c.id = d.report_id;
