-- How often each agency said "not ours", newest first; a small part of the journal.
CREATE INDEX report_event_returned ON report_event ((body -> 'by' ->> 'value'), at DESC) WHERE kind = 'Returned';
