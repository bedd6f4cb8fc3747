-- A closed contest whose list was made with entries of a batch.
-- reads: contest.entry, contest.closing
-- writes: -
select distinct closing.contest
from contest.entry
join contest.closing on closing.contest = entry.contest
where entry.batch_id = $1
order by closing.contest
