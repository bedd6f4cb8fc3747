-- A record belongs to one person at a time.
-- reads: person.identity
select source, record
from person.identity
where undone_on is null
group by source, record
having count(*) > 1;
