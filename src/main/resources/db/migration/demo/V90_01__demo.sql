-- How far the demo's clock was moved; only the demo writes here.
CREATE TABLE demo_clock (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  offset_s bigint  NOT NULL
);
