-- Keeps people off the list for a reason that only the order of rank shows.
-- reads: list.decision
-- writes: list.decision
update list.decision
set reason = placed.reason
from unnest($2, $3) as placed (person_id, reason)
where decision.cut_id = $1 and decision.person_id = placed.person_id
