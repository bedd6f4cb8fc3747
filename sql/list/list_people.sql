-- Places people on the list.
-- reads: list.decision
-- writes: list.decision
update list.decision
set reason = null, rank = placed.rank
from unnest($2, $3) as placed (person_id, rank)
where decision.cut_id = $1 and decision.person_id = placed.person_id
