-- A model's scores, best first.
-- reads: score.person
-- writes: -
select person_id, source, record, probability, expected_cents, in_training
from score.person
where model = $1
order by probability desc, person_id
