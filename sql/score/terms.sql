-- The terms of a version.
-- reads: model.term
-- writes: -
select feature, kind, levels, missing_is_kept, centre, scale, coefficient, training_mean
from model.term
where version_id = $1
order by position
