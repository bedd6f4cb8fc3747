-- Every table is there and says what one row of it is; row security is forced where people's logins
-- reach, and the groups have what they need and no more.
-- reads: list.entry, list.outcome_inbox
select name
from unnest(array[
  'list.outcome_inbox', 'summary.outcome', 'summary.donor', 'summary.publication', 'kept.receipt',
  'source.erased_record', 'person.erased_phone'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select name || ' is without row security'
from unnest(array[
  'list.entry', 'list.outcome_inbox', 'summary.outcome', 'summary.donor', 'summary.publication'
]) as name
where not (
  select relrowsecurity and relforcerowsecurity from pg_class where oid = to_regclass(name)
)
union all
select 'field staff read ' || attname
from pg_attribute
where attrelid = 'list.entry'::regclass and attnum > 0 and not attisdropped
  and has_column_privilege('field_staff', attrelid, attnum, 'select') <> (attname <> 'assigned_to')
union all
select 'anyone has temporary tables'
where has_database_privilege('leadership', current_database(), 'temporary')
