-- The people that a record of a file is.
-- reads: person.identity
-- writes: -
select distinct person_id
from person.identity
where record = $1 and undone_on is null
order by person_id
