-- How many asked about their data, day by day (UTC) of when they asked: what the public page of the trail sums up without
-- reading the requests. Each change is a row of its own, so that nobody waits for another; DataRequests.sweep adds them up.
CREATE TABLE people_data_request_count (
  day    date   NOT NULL,
  asked  bigint NOT NULL,
  closed bigint NOT NULL,
  late   bigint NOT NULL
);
INSERT INTO people_data_request_count (day, asked, closed, late)
SELECT (asked_at AT TIME ZONE 'UTC')::date, count(*), count(closed_at),
  count(*) FILTER (WHERE outcome <> 'UNPROVEN' AND closed_at > due_at)
FROM people_data_request
GROUP BY 1;
CREATE INDEX people_data_request_count_day ON people_data_request_count (day);
DROP INDEX people_data_request_asked;

-- Whose identity is kept long enough is said by when their reports ended.
DROP INDEX people_vault_kept;
