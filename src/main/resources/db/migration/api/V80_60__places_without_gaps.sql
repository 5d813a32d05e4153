-- The last places given in the feed of events: whole steps to what everybody sees, and places between two steps to what is hidden,
-- so that no gap tells of it. A thousand million places fit between two steps.
CREATE TABLE api_event_last (
  steps bigint NOT NULL,
  aside bigint NOT NULL
);
INSERT INTO api_event_last (steps, aside) SELECT last_value, 0 FROM api_event_place;
DROP SEQUENCE api_event_place;
