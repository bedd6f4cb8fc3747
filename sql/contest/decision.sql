-- What became of one entry: the reason why it takes no part, or none.
-- reads: contest.decision
-- writes: -
select coalesce(reason, '')
from contest.decision
where contest = $1 and ticket = $2
