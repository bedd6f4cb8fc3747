-- Takes a model's cut-offs away, to write them anew.
-- reads: -
-- writes: score.uplift_cutoff
delete from score.uplift_cutoff where model = $1
