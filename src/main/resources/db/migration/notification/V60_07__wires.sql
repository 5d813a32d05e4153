-- Asked for by its receiver, so that it goes even to a wire they muted.
ALTER TABLE notification_message ADD COLUMN asked boolean NOT NULL DEFAULT false;
-- What the wire said later about a message it had taken.
ALTER TABLE notification_message ADD COLUMN receipt text;
ALTER TABLE notification_message ADD COLUMN receipt_at timestamptz;
-- Wires on which a reporter wants to hear nothing more.
CREATE TABLE notification_mute (
  reporter_id bigint      NOT NULL,
  wire        text        NOT NULL,
  since       timestamptz NOT NULL,
  PRIMARY KEY (reporter_id, wire)
);
