-- The numbers of those whom a cut holds out, or asks for time: nobody else of the list is called there.
-- reads: list.decision, list.volunteer_ask, person.phone
-- writes: -
select distinct phone.phone
from (
  select person_id from list.decision where cut_id = $1 and reason = 'heldOut'
  union all
  select person_id from list.volunteer_ask where cut_id = $1
) as silent
join person.phone on phone.person_id = silent.person_id
