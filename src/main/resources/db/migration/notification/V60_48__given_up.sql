-- When what was given up on a wire after many tries was sent again, and who said so.
CREATE TABLE notification_again (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  wire       text        NOT NULL,
  at         timestamptz NOT NULL,
  by_account bigint      NOT NULL,
  by_name    text        NOT NULL,
  messages   bigint      NOT NULL
);
CREATE INDEX notification_again_wire ON notification_again (wire, id);
CREATE INDEX notification_message_given_up ON notification_message (wire) WHERE state = 'GIVEN_UP' AND tries >= 12 AND body <> '' AND NOT secret;
