-- A model's scores with the features that make them, best first.
-- reads: score.person
-- writes: -
select
  score.person_id, score.source, score.record, score.in_training, score.probability,
  score.expected_cents::float8
  {features}
from score.person as score
left join (
  {people}
) as feature on feature.person_id = score.person_id
where score.model = $1
order by score.probability desc, score.person_id
