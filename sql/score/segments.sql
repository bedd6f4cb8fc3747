-- The questions and segments of a version, in the order of reading.
-- reads: model.segment
-- writes: -
select position, feature, below, coalesce(levels, '{}'), levels is not null, or_missing, value
from model.segment
where version_id = $1
order by position, node
