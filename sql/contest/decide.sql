-- What became of each entry: its place in the list, or why it takes no part.
-- reads: -
-- writes: contest.decision
insert into contest.decision (contest, ticket, route, reason, place)
select $1, ticket, route, nullif(reason, ''), nullif(place, 0)::integer
from unnest($2, $3, $4, $5) as decided (ticket, route, reason, place)
