-- The first row of each of an experiment's people that says their arm: what was known of them then.
-- Of several on one day the last imported counts, as a correction.
-- reads: person.*
-- writes: -
select distinct on (person_id) *
from {relation}
where {arm} is not null
order by person_id, known_on, batch_id desc, source, record
