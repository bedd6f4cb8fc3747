-- The terms of a version.
-- reads: model.term
-- writes: -
select feature, kind, levels, missing_is_kept, centre, scale, coefficient, training_mean,
  position, coalesce(cell_values, '{}')
from model.term
where version_id = $1
order by position
