-- A promise of an office about a report. Times in seconds are working time of the office's calendar.
CREATE TABLE deadline_clock (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report_id   bigint      NOT NULL,
  office_id   bigint      NOT NULL,
  kind        text        NOT NULL,
  profile     text        NOT NULL,
  budget_s    bigint      NOT NULL CHECK (budget_s >= 0),
  consumed_s  bigint      NOT NULL DEFAULT 0,
  started_at  timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  fires_at    timestamptz,
  state       text        NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'STOPPED')),
  step        integer     NOT NULL DEFAULT 0,
  asked       boolean     NOT NULL DEFAULT false,
  breached_at timestamptz,
  stopped_at  timestamptz
);
CREATE INDEX deadline_clock_report ON deadline_clock (report_id);
CREATE INDEX deadline_clock_fires ON deadline_clock (fires_at) WHERE state = 'RUNNING';
CREATE INDEX deadline_clock_open ON deadline_clock (office_id, due_at, id) WHERE state <> 'STOPPED';
CREATE INDEX deadline_clock_done ON deadline_clock (office_id, kind, stopped_at) WHERE state = 'STOPPED';
CREATE UNIQUE INDEX deadline_clock_one ON deadline_clock (report_id, office_id, kind) WHERE state <> 'STOPPED';

-- The pause ledger: when a clock ran, and what made it run and stop.
CREATE TABLE deadline_run (
  clock_id bigint      NOT NULL REFERENCES deadline_clock,
  since    timestamptz NOT NULL,
  until    timestamptz,
  cause    text        NOT NULL,
  ended_by text,
  PRIMARY KEY (clock_id, since)
);

-- Letters to the head of an agency.
CREATE TABLE deadline_reprimand (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id   bigint      NOT NULL,
  level       integer     NOT NULL CHECK (level BETWEEN 1 AND 3),
  state       text        NOT NULL CHECK (state IN ('DRAFT', 'ISSUED', 'WITHDRAWN')),
  drafted_at  timestamptz NOT NULL,
  number      text        UNIQUE,
  code        text        UNIQUE,
  issued_at   timestamptz,
  issuer      text,
  issuer_office bigint,
  withdrawn_at timestamptz,
  reason      text,
  CHECK ((state = 'DRAFT') OR (number IS NOT NULL) OR (reason IS NOT NULL)),
  CHECK (state <> 'ISSUED' OR (number IS NOT NULL AND code IS NOT NULL AND issuer IS NOT NULL AND issued_at IS NOT NULL))
);
CREATE UNIQUE INDEX deadline_reprimand_draft ON deadline_reprimand (agency_id, level) WHERE state = 'DRAFT';
CREATE INDEX deadline_reprimand_agency ON deadline_reprimand (agency_id, issued_at DESC) WHERE state = 'ISSUED';
CREATE INDEX deadline_reprimand_issued ON deadline_reprimand (issued_at DESC) WHERE state = 'ISSUED';

-- What a letter is about.
CREATE TABLE deadline_reprimand_case (
  reprimand_id bigint      NOT NULL REFERENCES deadline_reprimand,
  report_id    bigint      NOT NULL,
  clock_id     bigint      NOT NULL REFERENCES deadline_clock,
  kind         text        NOT NULL,
  due_at       timestamptz NOT NULL,
  PRIMARY KEY (reprimand_id, clock_id)
);

-- Numbers of letters, without gaps, per year.
CREATE TABLE deadline_number (
  year integer PRIMARY KEY,
  last integer NOT NULL
);
