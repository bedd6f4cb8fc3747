-- People of a range and their households, in order.
-- reads: person.person
-- writes: -
select coalesce(array_agg(person_id), '{}'), coalesce(array_agg(household_id), '{}')
from (
  select person_id, household_id from person.person where person_id between $1 and $2 order by 1
) as person
