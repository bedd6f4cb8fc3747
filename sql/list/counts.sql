-- How many people of the universe are listed, and why the others aren't.
-- reads: list.decision
-- writes: -
select coalesce(reason, withdrawn), count(*)
from list.decision
where cut_id = $1
group by 1
order by 1
