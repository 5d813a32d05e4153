-- What anyone may see of a report. Secret and unreleased reports have no row here.
CREATE TABLE publication_report (
  report_id   bigint      PRIMARY KEY,
  reference   text        NOT NULL UNIQUE,
  stage       text        NOT NULL,
  kind        text        NOT NULL,
  category    text,
  agency_id   bigint,
  region      text,
  text        text        NOT NULL,
  supporters  integer     NOT NULL,
  received_at timestamptz NOT NULL,
  changed_at  timestamptz NOT NULL,
  search      tsvector    GENERATED ALWAYS AS (to_tsvector('indonesian', text)) STORED
);
CREATE INDEX publication_report_new ON publication_report (received_at DESC, report_id DESC);
CREATE INDEX publication_report_agency ON publication_report (agency_id, received_at DESC, report_id DESC);
CREATE INDEX publication_report_category ON publication_report (category, received_at DESC, report_id DESC);
CREATE INDEX publication_report_stage ON publication_report (stage, received_at DESC, report_id DESC);
CREATE INDEX publication_report_region ON publication_report (region text_pattern_ops, received_at DESC);
CREATE INDEX publication_report_search ON publication_report USING gin (search) WITH (fastupdate = off);
