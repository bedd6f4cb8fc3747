-- The latest row of each of a snapshot's people.
-- reads: person.*
-- writes: -
select distinct on (person_id) *
from {relation}
order by person_id, known_on desc, batch_id desc, source, record
