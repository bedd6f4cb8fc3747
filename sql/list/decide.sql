-- Everyone of the universe with the first reason that keeps them off a cut.
-- reads: -
-- writes: list.*
insert into list.{decisions} (person_id, cut_id, value, reason)
select person_id, {cut}, value, reason
from (
  {standings}
) as standing
