-- How many of the people scored fall into each band of each measure, in one pass.
-- reads: feature.history, person.*, score.person
-- writes: -
select measured.measure, measured.band, count(*)
from (
  select unnest($1) as measure, unnest(array[{bands}]) as band
  from score.person as scored
  join {people} as feature on feature.person_id = scored.person_id
  where scored.model = $2
) as measured
group by measured.measure, measured.band
