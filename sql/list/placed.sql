-- Writes people down as they were placed: with a rank, or with the reason that only the order of rank shows.
-- No table is joined: the planner knows nothing yet of a cut that this transaction made, takes it for a
-- row, and would compare all with all.
-- reads: -
-- writes: list.*
insert into list.{decisions} (person_id, cut_id, value, rank, reason)
select placed.person_id, $1, placed.value, nullif(placed.rank, 0), nullif(placed.reason, '')
from unnest($2, $3, $4, $5) as placed (person_id, value, rank, reason)
