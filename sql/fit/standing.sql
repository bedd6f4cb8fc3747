-- How a model stood, the latest change first.
-- reads: model.standing, model.version
-- writes: -
select version.version_id, version.version, standing.is_live
from model.standing
join model.version on version.version_id = standing.version_id
where version.model = $1
order by standing.standing_id desc
