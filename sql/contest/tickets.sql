-- The published list of a contest, in its order.
-- reads: contest.decision
-- writes: -
select ticket
from contest.decision
where contest = $1 and place is not null
order by place
