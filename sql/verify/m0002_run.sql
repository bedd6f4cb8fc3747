-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array[
  'run.provenance',
  'run.purpose',
  'run.permitted_use',
  'run.batch',
  'run.reject_count',
  'run.column_provenance',
  'run.layout_column',
  'run.run'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
