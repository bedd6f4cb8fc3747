-- Takes a model's cut-offs away, to write them anew.
-- reads: -
-- writes: score.cutoff
delete from score.cutoff where model = $1
