-- A contest is drawn, once.
-- reads: -
-- writes: contest.draw
insert into contest.draw (contest, beacon, seed, drawn_on)
values ($1, $2, $3, $4)
