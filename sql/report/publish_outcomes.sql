-- Publishes one list's results; -1 stands for a count that is left out.
-- reads: -
-- writes: summary.outcome
insert into summary.outcome (list, county, result, people)
select $1, cell.county, cell.result, nullif(cell.people, -1)
from unnest($2, $3, $4) as cell (county, result, people)
