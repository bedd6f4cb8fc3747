-- An entry that its entrant wants gone, as every batch states it.
-- reads: -
-- writes: contest.entry
delete from contest.entry where contest = $1 and record = $2
