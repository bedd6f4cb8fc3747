-- Everyone of the universe with the first reason that keeps them off a cut.
-- reads: -
-- writes: list.decision
insert into list.decision (person_id, cut_id, value, reason)
select person_id, {cut}, value, reason
from (
  {standings}
) as standing
