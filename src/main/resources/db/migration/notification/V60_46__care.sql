-- When nothing was to go out on a wire, who said so and why; at most one without an end.
CREATE TABLE notification_pause (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wire       text        NOT NULL,
  since      timestamptz NOT NULL,
  by_account bigint      NOT NULL,
  by_name    text        NOT NULL,
  reason     text        NOT NULL,
  ended_at   timestamptz,
  ended_by   text
);
CREATE UNIQUE INDEX notification_pause_now ON notification_pause (wire) WHERE ended_at IS NULL;
-- The last message sent to see whether a wire works.
CREATE TABLE notification_trial (
  wire       text   PRIMARY KEY,
  message_id bigint NOT NULL
);
-- In how many parts a message went, each of which is paid for.
ALTER TABLE notification_message ADD COLUMN parts integer;
DROP INDEX notification_message_sent;
CREATE INDEX notification_message_sent ON notification_message (wire, sent_at) INCLUDE (parts) WHERE state = 'SENT';
