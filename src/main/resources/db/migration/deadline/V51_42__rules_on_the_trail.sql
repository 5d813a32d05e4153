-- What was decided about versions of the rules; each row is a leaf on the trail.
CREATE TABLE deadline_rules_act (
  rules_id bigint      NOT NULL REFERENCES deadline_rules,
  seq      integer     NOT NULL,
  at       timestamptz NOT NULL,
  what     text        NOT NULL CHECK (what IN ('PUBLISHED', 'TAKEN_BACK')),
  by_name  text        NOT NULL,
  words    text        NOT NULL,
  PRIMARY KEY (rules_id, seq)
);
ALTER TABLE deadline_rules ADD COLUMN taken_back_reason text;
