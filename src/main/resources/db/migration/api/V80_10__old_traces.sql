-- What goes by age is found by it.
CREATE INDEX api_event_at ON api_event (at);
CREATE INDEX api_once_at ON api_once (at);
