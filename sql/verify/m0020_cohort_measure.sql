-- Searches say what their groups are told by.
-- reads: cohort.search, cohort.finding, cohort.format
select relation || '.' || name
from (
  values ('cohort.search', 'measure'), ('cohort.finding', 'found_rate'), ('cohort.finding', 'rate')
) as wanted (relation, name)
where not exists (
  select from pg_attribute
  where attrelid = to_regclass(relation) and attname = name and not attisdropped
)
union all
select 'cohort.format'
where coalesce(obj_description(to_regclass('cohort.format'), 'pg_class'), '') not like 'one row%'
