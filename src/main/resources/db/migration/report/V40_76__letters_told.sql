-- The journals are held against the letters of reprimand (ReprimandsTold); few acts are such.
CREATE INDEX report_event_reprimanded ON report_event (report_id, seq) WHERE kind = 'Reprimanded';
