-- Whoever looks for letters of a level or in a state finds the latest without reading all the others.
CREATE INDEX deadline_reprimand_of_level ON deadline_reprimand (level, id DESC);
CREATE INDEX deadline_reprimand_in_state ON deadline_reprimand (state, (number IS NULL), id DESC);
