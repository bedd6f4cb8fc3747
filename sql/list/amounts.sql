-- What the model of a model's current scores serves.
-- reads: score.person, model.version
-- writes: -
select distinct version.purpose
from (select distinct version_id from score.person where model = $1) as current
join model.version on version.version_id = current.version_id
order by 1
