-- Words in front of an SMS that name a government, besides the governments' own names.
CREATE TABLE citizen_sms_keyword (
  keyword   text        PRIMARY KEY CHECK (keyword ~ '^[[:alnum:]]+( [[:alnum:]]+)*$'),
  desk_id   bigint      NOT NULL,
  set_by    bigint      NOT NULL,
  set_at    timestamptz NOT NULL
);
