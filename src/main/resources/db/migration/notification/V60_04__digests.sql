-- What officers hear together instead of one by one; collected for a minute, or until their quiet hours end.
CREATE TABLE notification_digest_line (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  office_id  bigint      NOT NULL,
  report_id  bigint      NOT NULL,
  subject    text        NOT NULL,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL,
  fires_at   timestamptz NOT NULL
);
CREATE INDEX notification_digest_line_office ON notification_digest_line (office_id, fires_at);
