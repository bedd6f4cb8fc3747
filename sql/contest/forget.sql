-- A contest that nobody has entered yet, to be opened anew.
-- reads: -
-- writes: contest.contest
delete from contest.contest where contest = $1
