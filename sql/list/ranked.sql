-- The next people of a cut with a reason, in rank order.
-- reads: list.decision
-- writes: -
select person_id, value
from list.decision
where cut_id = $1 and reason = $2 and (value < $3 or (value = $3 and person_id > $4))
order by value desc, person_id
limit $5
