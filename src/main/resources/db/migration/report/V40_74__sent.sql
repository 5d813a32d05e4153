-- When what came over a wire was sent, by the word of that wire, where it is not when it arrived. Promises count from the arrival.
CREATE TABLE report_sent (
  report_id  bigint      NOT NULL,
  seq        integer     NOT NULL,
  over       text        NOT NULL,
  sent_at    timestamptz NOT NULL,
  arrived_at timestamptz NOT NULL,
  PRIMARY KEY (report_id, seq),
  FOREIGN KEY (report_id, seq) REFERENCES report_event
);
