-- A model's uplifts, best first.
-- reads: score.uplift
-- writes: -
select
  person_id, source, record, uplift, treated_probability, control_probability, in_training
from score.uplift
where model = $1
order by uplift desc, person_id
