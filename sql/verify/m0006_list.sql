-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array[
  'list.cut',
  'list.column_provenance',
  'list.decision',
  'list.entry'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
