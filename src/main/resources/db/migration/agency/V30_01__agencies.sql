-- The organisation tree.
CREATE TABLE agency_node (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code       text   NOT NULL UNIQUE,
  name       text   NOT NULL,
  type       text   NOT NULL,
  parent_id  bigint REFERENCES agency_node,
  zone       text   NOT NULL,
  region     text,
  head_title text   NOT NULL
);
CREATE UNIQUE INDEX agency_node_national ON agency_node (type) WHERE type = 'NATIONAL';

-- What an agency answers for.
CREATE TABLE agency_competence (
  agency_id bigint  NOT NULL REFERENCES agency_node,
  category  text    NOT NULL,
  weight    integer NOT NULL CHECK (weight BETWEEN 1 AND 10),
  PRIMARY KEY (agency_id, category)
);

-- Grows with every change, so that each server knows when to read the tree again.
CREATE SEQUENCE agency_version;
