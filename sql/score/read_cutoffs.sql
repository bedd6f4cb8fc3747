-- A model's cut-offs.
-- reads: score.cutoff
-- writes: -
select probability from score.cutoff where model = $1 order by percentile
