-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array['cohort.search', 'cohort.finding', 'cohort.match']) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
