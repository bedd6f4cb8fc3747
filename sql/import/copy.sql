-- Loads the rows of one batch.
-- reads: -
-- writes: source.*, fec.*, probe.stated
copy {table} ({columns}) from stdin (format binary)
