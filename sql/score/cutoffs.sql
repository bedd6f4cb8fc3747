-- The highest probability of each percentile: the shares in $2 fall inside the ranks, so that no
-- rounding of theirs can move one.
-- reads: score.person
-- writes: score.cutoff
insert into score.cutoff (model, percentile, probability)
select $1, cutoff.percentile, cutoff.probability
from (
  select percentile_disc($2) within group (order by probability) as probabilities
  from score.person
  where model = $1
) as shares
cross join unnest(shares.probabilities) with ordinality as cutoff (probability, percentile)
