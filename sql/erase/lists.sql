-- The lists whose latest cut has a person on it.
-- reads: list.cut, list.decision
-- writes: -
select cut.list
from list.decision
join list.cut on cut.cut_id = decision.cut_id
where decision.person_id = $1 and decision.rank is not null
  and cut.cut_id = (select max(later.cut_id) from list.cut as later where later.list = cut.list)
order by cut.list
