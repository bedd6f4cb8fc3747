-- The contests that take entries.
-- reads: contest.contest, contest.closing
-- writes: -
select contest.contest
from contest.contest
where not exists (select from contest.closing where closing.contest = contest.contest)
order by contest.contest
