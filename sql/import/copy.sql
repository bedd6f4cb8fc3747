-- Loads the rows of one batch.
-- reads: -
-- writes: source.*, fec.*
copy {table} ({columns}) from stdin (format binary)
