-- A model's uplifts with the features that make them, best first.
-- reads: score.uplift
-- writes: -
select
  score.person_id, score.source, score.record, score.in_training, score.uplift,
  score.treated_probability, score.control_probability
  {features}
from score.uplift as score
left join (
  {people}
) as feature on feature.person_id = score.person_id
where score.model = $1
order by score.uplift desc, score.person_id
