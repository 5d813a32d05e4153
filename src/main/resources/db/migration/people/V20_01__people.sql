-- Officers.
CREATE TABLE people_account (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login         text        NOT NULL UNIQUE CHECK (login = lower(login)),
  name          text        NOT NULL,
  email         text,
  password_hash text        NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  created_at    timestamptz NOT NULL DEFAULT now(),
  disabled_at   timestamptz
);

-- What they are, and where in the organisation tree.
CREATE TABLE people_position (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES people_account,
  agency_id  bigint NOT NULL,
  role       text   NOT NULL,
  UNIQUE (account_id, agency_id, role)
);
CREATE INDEX people_position_agency ON people_position (agency_id);

-- How reporters can be reached. No other module reads this table.
CREATE TABLE people_reporter (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text,
  phone      text,
  email      text,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Tries within a window of time.
CREATE TABLE people_throttle (
  what  text        NOT NULL,
  slot  bigint      NOT NULL,
  count integer     NOT NULL,
  at    timestamptz NOT NULL,
  PRIMARY KEY (what, slot)
);
CREATE INDEX people_throttle_at ON people_throttle (at);

-- Sessions of officers, in the layout Spring Session expects.
CREATE TABLE spring_session (
  primary_id            char(36) NOT NULL PRIMARY KEY,
  session_id            char(36) NOT NULL UNIQUE,
  creation_time         bigint   NOT NULL,
  last_access_time      bigint   NOT NULL,
  max_inactive_interval integer  NOT NULL,
  expiry_time           bigint   NOT NULL,
  principal_name        varchar(100)
);
CREATE INDEX spring_session_expiry ON spring_session (expiry_time);
CREATE INDEX spring_session_principal ON spring_session (principal_name);
CREATE TABLE spring_session_attributes (
  session_primary_id char(36)     NOT NULL REFERENCES spring_session ON DELETE CASCADE,
  attribute_name     varchar(200) NOT NULL,
  attribute_bytes    bytea        NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);
