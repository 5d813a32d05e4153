-- How long personal data stay (UU 27/2022, articles 43 and 44). A rule does nothing until somebody who read how many it would
-- take switched it on; every change stays in people_retention_act.
CREATE TABLE people_retention (
  rule    text        PRIMARY KEY,
  days    integer     NOT NULL CHECK (days BETWEEN 30 AND 36500),
  running boolean     NOT NULL DEFAULT false
);
CREATE TABLE people_retention_act (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule    text        NOT NULL REFERENCES people_retention,
  at      timestamptz NOT NULL,
  what    text        NOT NULL CHECK (what IN ('ON', 'OFF', 'TERM', 'GONE')),
  days    integer     NOT NULL,
  count   bigint      NOT NULL,
  by_name text        NOT NULL
);
CREATE INDEX people_retention_act_new ON people_retention_act (id DESC);
CREATE INDEX people_vault_kept ON people_vault (kept_at, reporter_id);
