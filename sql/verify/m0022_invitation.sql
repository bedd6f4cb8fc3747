-- The tables and columns are there, and who was invited is for the data team alone.
-- reads: -
select name
from unnest(array['list.wave', 'list.invitation']) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select attrelid::regclass || '.' || attname
from pg_attribute
where attrelid in ('source.attendance'::regclass, 'person.attendance'::regclass)
  and attname in ('attended', 'paid_cents') and attnotnull
union all
select name || '.guests'
from unnest(array['source.attendance', 'person.attendance']) as name
where not exists (
  select from pg_attribute
  where attrelid = name::regclass and attname = 'guests' and not attisdropped
)
union all
select reader || ' may read list.invitation'
from unnest(array['loader', 'reporter', 'field_staff', 'leadership']) as reader
where has_any_column_privilege(reader, 'list.invitation'::regclass, 'select')
