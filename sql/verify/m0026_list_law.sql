-- The table and columns are there; the inbox takes the requests; who was asked for time is for the data team.
-- reads: -
select 'list.volunteer_ask' as name
where coalesce(obj_description(to_regclass('list.volunteer_ask'), 'pg_class'), '') not like 'one row%'
union all
select relation || '.' || name
from (
  values ('run.batch', 'has_vanids'), ('person.erased_phone', 'reason')
) as added (relation, name)
where not exists (
  select from pg_attribute
  where attrelid = relation::regclass and attname = name and not attisdropped
)
union all
select 'list.outcome_inbox: ' || word
from unnest(array['do_not_mail', 'do_not_contact']) as word
where not exists (
  select from pg_constraint
  where conrelid = 'list.outcome_inbox'::regclass and conname = 'result_is_known'
    and pg_get_constraintdef(oid) like '%' || word || '%'
)
union all
select 'data_team may not read person.erased_phone'
where not has_table_privilege('data_team', 'person.erased_phone', 'select')
union all
select reader || ' may read list.volunteer_ask'
from unnest(array['loader', 'reporter', 'field_staff', 'leadership']) as reader
where has_any_column_privilege(reader, 'list.volunteer_ask'::regclass, 'select')
