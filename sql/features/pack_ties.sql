-- A snapshot's rows of people of whom one file holds several, in the order in which they count.
-- reads: person.*
-- writes: -
select person_id, source, record
from {relation} as feature
where person_id = any ($1)
order by person_id, known_on desc, batch_id desc, source, record
