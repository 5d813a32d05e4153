-- The decree says 1948.
UPDATE agency_holiday SET name = 'Hari Suci Nyepi (Tahun Baru Saka 1948)' WHERE name = 'Hari Suci Nyepi (Tahun Baru Saka 19478)';
