-- What one row of a snapshot's table is.
-- reads: -
-- writes: source.*, person.*
comment on table {table} is 'one row a record of the snapshot layout of this name, a batch'
