-- What journals tell of missed promises, over all reports; the check compares it with the clocks.
CREATE INDEX report_event_escalated ON report_event (report_id, seq) WHERE kind = 'Escalated';
