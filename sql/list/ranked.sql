-- The next people of a cut with a reason, in rank order.
-- reads: list.*
-- writes: -
select person_id, value
from list.{decisions}
where reason = $1 and (value < $2 or (value = $2 and person_id > $3))
order by value desc, person_id
limit $4
