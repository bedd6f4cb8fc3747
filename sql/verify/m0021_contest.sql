-- Every table is there and says what one row of it is; who counts, models, lists or has a login of
-- their own has no way in, and nobody but the owner changes a row.
-- reads: -
select name
from unnest(array[
  'contest.contest', 'contest.entry', 'contest.closing', 'contest.decision', 'contest.draw',
  'contest.standing'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select reader || ' gets into contest'
from unnest(array['data_team', 'reporter', 'field_staff', 'leadership']) as reader
where has_schema_privilege(reader, 'contest', 'usage')
union all
select 'statistics of contest.entry.' || attname
from pg_attribute
where attrelid = to_regclass('contest.entry') and attstattarget <> 0
  and attname in ('record', 'first_name', 'last_name', 'email', 'born_on', 'gift_record')
union all
select 'loader changes ' || relname
from pg_class
where relnamespace = to_regnamespace('contest') and relkind = 'r'
  and has_any_column_privilege('loader', oid, 'update')
