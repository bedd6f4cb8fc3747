-- The records that are a person, and no one else's by now.
-- reads: person.identity
-- writes: -
create temporary table erased on commit drop as
select source, record
from person.identity
where person_id = {person} and undone_on is null
