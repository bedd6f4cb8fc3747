-- A model's cut-offs.
-- reads: score.uplift_cutoff
-- writes: -
select uplift from score.uplift_cutoff where model = $1 order by percentile
