-- The version of a model's current scores, and what it serves.
-- reads: score.person, model.version
-- writes: -
select version.purpose, version.version_id, version.version
from (select distinct version_id from score.person where model = $1) as current
join model.version on version.version_id = current.version_id
order by 1, 2
