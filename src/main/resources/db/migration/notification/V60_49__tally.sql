-- What became of messages at the wires, a line for each batch; rolled up every hour.
CREATE TABLE notification_tally (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wire     text   NOT NULL,
  outcome  text   NOT NULL CHECK (outcome IN ('SENT', 'FAILED', 'GIVEN_UP')),
  messages bigint NOT NULL
);
INSERT INTO notification_tally (wire, outcome, messages)
SELECT wire, state, count(*) FROM notification_message WHERE state <> 'QUEUED' GROUP BY wire, state;
