-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array[
  'model.standing',
  'model.gate_check',
  'model.reference',
  'model.drift',
  'model.calibration',
  'score.drift'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select model
from (select distinct model from model.version) as known
where not exists (
  select from model.standing
  join model.version on version.version_id = standing.version_id
  where version.model = known.model
)
