-- The row of each of an experiment's people that says their arm: what was known of them then.
-- reads: person.*
-- writes: -
select distinct on (person_id) *
from {relation}
where {arm} is not null
order by person_id, known_on desc, batch_id desc, source, record
