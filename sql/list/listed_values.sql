-- What those on a cut's list were ranked by, in order of rank.
-- reads: list.decision
-- writes: -
select value from list.decision where cut_id = $1 and rank is not null order by rank
