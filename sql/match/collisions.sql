-- Two records that would found the same person: a collision of their hashes.
-- reads: person.identity
-- writes: -
select count(*)
from (
  select person_id
  from person.identity
  where tier = 'own record' and undone_on is null
  group by person_id
  having count(*) > 1
) as collided
