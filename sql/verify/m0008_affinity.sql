-- Every table is there and says what one row of it is, and every column that was added is there.
-- reads: -
select name
from unnest(array[
  'source.poll_answer',
  'source.attendance',
  'source.email_event',
  'person.poll_answer',
  'person.attendance',
  'person.email_event'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select table_name || '.' || column_name
from (values
  ('source.contribution', 'recovered_on'),
  ('source.contact', 'phone'),
  ('person.contact', 'phone'),
  ('person.suppressed_phone', 'reason')
) as added (table_name, column_name)
where not exists (
  select from pg_attribute
  where attrelid = to_regclass(table_name) and attname = column_name and not attisdropped
)
