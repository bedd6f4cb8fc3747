-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array[
  'model.arm',
  'model.effect',
  'model.uplift_term',
  'model.uplift_fifth',
  'score.uplift',
  'score.uplift_cutoff'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
