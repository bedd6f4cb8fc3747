-- Publishes the donors; -1 stands for a count that is left out.
-- reads: -
-- writes: summary.donor
insert into summary.donor (county, band, people)
select cell.county, cell.band, nullif(cell.people, -1)
from unnest($1, $2, $3) as cell (county, band, people)
