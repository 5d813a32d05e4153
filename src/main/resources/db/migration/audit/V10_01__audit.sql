-- The trail. Rows are only ever added; the database itself refuses anything else.

-- Salts come from one key per subject, so that destroying one row makes a person's contents unprovable.
CREATE TABLE audit_key (
  stream  text   NOT NULL,
  subject bigint NOT NULL,
  key     bytea  NOT NULL CHECK (octet_length(key) = 32),
  PRIMARY KEY (stream, subject)
);

-- What happened, as a commitment that tells nothing of it.
CREATE TABLE audit_leaf (
  id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  stream     text    NOT NULL,
  subject    bigint  NOT NULL,
  seq        integer NOT NULL CHECK (seq > 0),
  erased     boolean NOT NULL,
  commitment bytea   NOT NULL CHECK (octet_length(commitment) = 32),
  chain      bytea   NOT NULL CHECK (octet_length(chain) = 32),
  UNIQUE (stream, subject, seq)
);

-- Leaves that wait for their place in the tree.
CREATE TABLE audit_queue (
  leaf_id bigint PRIMARY KEY
);

-- The order of the leaves in the tree; given in batches by one worker, so that filings never wait for each other.
CREATE TABLE audit_place (
  position bigint PRIMARY KEY CHECK (position >= 0),
  leaf_id  bigint NOT NULL UNIQUE REFERENCES audit_leaf,
  hash     bytea  NOT NULL CHECK (octet_length(hash) = 32)
);

-- Hashes over 256, 65,536 … leaves, so that a proof reads a few rows of a tree of any size.
CREATE TABLE audit_node (
  level smallint NOT NULL,
  index bigint   NOT NULL,
  hash  bytea    NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (level, index)
);

-- The root of each day, as it was published.
CREATE TABLE audit_checkpoint (
  day  date        PRIMARY KEY,
  size bigint      NOT NULL,
  root bytea       NOT NULL CHECK (octet_length(root) = 32),
  at   timestamptz NOT NULL,
  note text        NOT NULL
);

-- Nobody can add a leaf without queueing it.
CREATE FUNCTION audit_queue_fresh() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_queue SELECT id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_leaf_queue AFTER INSERT ON audit_leaf
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit_queue_fresh();

CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The trail is only ever added to';
END $$;

-- A key goes only after its subject's erasure is on the trail.
CREATE FUNCTION audit_key_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM audit_leaf l WHERE l.stream = OLD.stream AND l.subject = OLD.subject AND l.erased
  ) THEN
    RAISE EXCEPTION 'The trail is only ever added to';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER audit_leaf_final BEFORE UPDATE OR DELETE ON audit_leaf FOR EACH ROW EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_place_final BEFORE UPDATE OR DELETE ON audit_place FOR EACH ROW EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_node_final BEFORE UPDATE OR DELETE ON audit_node FOR EACH ROW EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_checkpoint_final BEFORE UPDATE OR DELETE ON audit_checkpoint FOR EACH ROW EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_key_final BEFORE UPDATE ON audit_key FOR EACH ROW EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_key_erased BEFORE DELETE ON audit_key FOR EACH ROW EXECUTE FUNCTION audit_key_goes();

CREATE TRIGGER audit_leaf_whole BEFORE TRUNCATE ON audit_leaf EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_place_whole BEFORE TRUNCATE ON audit_place EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_node_whole BEFORE TRUNCATE ON audit_node EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_checkpoint_whole BEFORE TRUNCATE ON audit_checkpoint EXECUTE FUNCTION audit_is_final();
CREATE TRIGGER audit_key_whole BEFORE TRUNCATE ON audit_key EXECUTE FUNCTION audit_is_final();
