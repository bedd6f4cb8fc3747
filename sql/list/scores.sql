-- The version and day of a model's current scores.
-- reads: score.person
-- writes: -
select version_id, max(as_of), count(*)
from score.person
where model = $1
group by version_id
