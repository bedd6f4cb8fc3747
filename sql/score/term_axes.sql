-- The axes of a version's tables.
-- reads: model.term_axis
-- writes: -
select position, feature, coalesce(cuts, '{}'), coalesce(levels, '{}'), cuts is not null
from model.term_axis
where version_id = $1
order by position, axis
