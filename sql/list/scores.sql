-- The version and day of a model's current scores.
-- reads: score.person, score.uplift
-- writes: -
select version_id, max(as_of), count(*)
from {scores} as score
where model = $1
group by version_id
