-- What browsers refused because the pages' content policy forbids it; counted, and nothing of who was looking.
CREATE TABLE platform_policy_report (
  directive text        NOT NULL,
  blocked   text        NOT NULL,
  page      text        NOT NULL,
  count     bigint      NOT NULL DEFAULT 1,
  first_at  timestamptz NOT NULL,
  last_at   timestamptz NOT NULL,
  PRIMARY KEY (directive, blocked, page)
);
