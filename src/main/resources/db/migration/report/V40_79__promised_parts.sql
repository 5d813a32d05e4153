-- Whose part a day was promised for, where it has not been answered since.
UPDATE report_case c
SET course = jsonb_set(c.course, '{assignments}', (
  SELECT jsonb_agg(CASE WHEN p.day IS NULL THEN a.part ELSE a.part || jsonb_build_object('promised', p.day) END ORDER BY a.place)
  FROM jsonb_array_elements(c.course -> 'assignments') WITH ORDINALITY a (part, place)
  LEFT JOIN LATERAL (
    SELECT s.body ->> 'day' AS day
    FROM report_event s
    WHERE s.report_id = c.id AND s.kind = 'Scheduled' AND s.body -> 'by' = a.part -> 'agency'
      AND NOT EXISTS (
        SELECT FROM report_event l
        WHERE l.report_id = c.id AND l.seq > s.seq
          AND ((l.kind = 'Answered' AND l.body -> 'by' = a.part -> 'agency')
            OR (l.kind = 'Disputed' AND l.body -> 'owner' = a.part -> 'agency')
            OR l.kind = 'Recalled'))
    ORDER BY s.seq DESC
    LIMIT 1
  ) p ON true))
WHERE jsonb_array_length(c.course -> 'assignments') > 0
  AND EXISTS (SELECT FROM report_event s WHERE s.report_id = c.id AND s.kind = 'Scheduled');
