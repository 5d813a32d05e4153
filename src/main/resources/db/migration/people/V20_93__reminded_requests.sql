-- Whoever decides on what people ask about their data is reminded once, a day before the 3 x 24 hours end.
ALTER TABLE people_data_request ADD COLUMN reminded_at timestamptz;
