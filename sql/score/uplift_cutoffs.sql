-- The highest uplift of each percentile, as in cutoffs.sql.
-- reads: score.uplift
-- writes: score.uplift_cutoff
insert into score.uplift_cutoff (model, percentile, uplift)
select $1, cutoff.percentile, cutoff.uplift
from (
  select percentile_disc($2) within group (order by uplift) as uplifts
  from score.uplift
  where model = $1
) as shares
cross join unnest(shares.uplifts) with ordinality as cutoff (uplift, percentile)
