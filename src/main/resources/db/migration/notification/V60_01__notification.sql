-- What has to be told to whom; written in the transaction of the act it tells of, sent by a worker.
CREATE TABLE notification_message (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report_id  bigint      NOT NULL,
  wire       text        NOT NULL,
  recipient  text        NOT NULL,
  subject    text        NOT NULL,
  body       text        NOT NULL,
  state      text        NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'GIVEN_UP')),
  tries      integer     NOT NULL DEFAULT 0,
  fires_at   timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at    timestamptz,
  trouble    text
);
CREATE INDEX notification_message_queue ON notification_message (fires_at, id) WHERE state = 'QUEUED';
