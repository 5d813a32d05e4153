-- How late a promise was by the wall clock when its letter was issued, told beside its working days: no change of hours shrinks it.
ALTER TABLE deadline_reprimand_case ADD COLUMN late_wall_s bigint;
UPDATE deadline_reprimand_case c
SET late_wall_s =
  extract(epoch FROM greatest(interval '0', least(coalesce(l.issued_at, l.withdrawn_at), c.ended_at) - c.due_at))::bigint
FROM deadline_reprimand l
WHERE l.id = c.reprimand_id AND c.late_s IS NOT NULL;
