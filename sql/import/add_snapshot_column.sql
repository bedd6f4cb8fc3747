-- A column that a snapshot layout has and its table lacks.
-- reads: -
-- writes: source.*, person.*
alter table {table} add column if not exists {column} {type}
