-- The highest probability of each percentile, as the program found them: $2 has those of 1 to 99.
-- reads: -
-- writes: score.cutoff
insert into score.cutoff (model, percentile, probability)
select $1, cutoff.percentile, cutoff.probability
from unnest($2) with ordinality as cutoff (probability, percentile)
