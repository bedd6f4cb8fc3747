-- Every table says what one row of it is; but for loader, who loads, nobody has a way to a person's class:
-- counts come from one function, for those who search alone.
-- reads: -
select name
from unnest(array[
  'probe.stated', 'probe.person_class', 'probe.question', 'probe.salt', 'cohort.proxy',
  'cohort.proxy_together'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select reader || ' gets into probe'
from unnest(array['data_team', 'reporter', 'field_staff', 'leadership']) as reader
where has_schema_privilege(reader, 'probe', 'usage')
union all
select who || ' on cohort.class_counts'
from unnest(array['data_team', 'loader', 'reporter', 'field_staff', 'leadership']) as who
where has_function_privilege(
    who, 'cohort.class_counts(integer, bigint[], bigint[], bigint[], bigint[])', 'execute')
  <> (who = 'data_team')
union all
select 'loader on ' || name
from unnest(array['probe.question', 'probe.salt']) as name
where has_any_column_privilege('loader', name, 'select, insert, update')
