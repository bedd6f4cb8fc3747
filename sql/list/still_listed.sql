-- Who is on a cut's list in order of rank, with what their file says.
-- reads: list.decision, list.entry
-- writes: -
select
  entry.person_id, entry.rank, decision.value, entry.phone, entry.turf, entry.contact_on
from list.entry
join list.decision on decision.person_id = entry.person_id and decision.cut_id = entry.cut_id
where entry.cut_id = $1
order by entry.rank
