-- How many entries of each route take part, or why they don't.
-- reads: contest.decision
-- writes: -
select route, coalesce(reason, ''), count(*)
from contest.decision
where contest = $1
group by route, reason
order by route, reason
