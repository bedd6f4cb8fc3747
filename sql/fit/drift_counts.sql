-- How many of the people to be scored fall into each band of each measure, in one pass.
-- reads: feature.history, person.*
-- writes: -
select measured.measure, measured.band, count(*)
from (
  select unnest($1) as measure, unnest(array[{bands}]) as band
  from {people} as feature
  where {conditions}
) as measured
group by measured.measure, measured.band
