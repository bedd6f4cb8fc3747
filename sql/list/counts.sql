-- How many people of the universe are listed, why the others aren't, and what the best of each is worth.
-- reads: list.decision
-- writes: -
select coalesce(reason, withdrawn), count(*), max(value)
from list.decision
where cut_id = $1
group by 1
order by 1
