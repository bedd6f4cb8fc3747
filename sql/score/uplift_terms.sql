-- The terms of a version's two models.
-- reads: model.uplift_term
-- writes: -
select
  feature, kind, levels, missing_is_kept, centre, scale, treated_coefficient,
  control_coefficient, training_mean
from model.uplift_term
where version_id = $1
order by position
