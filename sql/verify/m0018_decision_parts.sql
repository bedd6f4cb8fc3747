-- Decisions have parts, and only who cuts lists can make one.
-- reads: list.decision
select name
from unnest(array['list.decision', 'list.decision_kept']) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select 'list.decision has no parts'
where not exists (select from pg_partitioned_table where partrelid = 'list.decision'::regclass)
union all
select who || ' on ' || name
from unnest(array['data_team', 'loader', 'reporter', 'field_staff', 'leadership']) as who
cross join unnest(array['list.begin_cut(integer)', 'list.end_cut(integer)']) as name
where has_function_privilege(who, name, 'execute') <> (who = 'data_team')
