-- A queue shows clocks of some kinds only: one range per kind.
CREATE INDEX deadline_clock_due ON deadline_clock (office_id, kind, due_at, id) WHERE state <> 'STOPPED';
DROP INDEX deadline_clock_open;
