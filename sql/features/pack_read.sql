-- The blocks of a pack, in the order of people.
-- reads: feature.pack_block
-- writes: -
select content
from feature.pack_block
where feature_set = $1 and as_of = $2
order by person_id
