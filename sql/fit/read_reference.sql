-- The bands of a version's measures.
-- reads: model.reference
-- writes: -
select measure, band, kind, least, level, people
from model.reference
where version_id = $1
order by measure, band
