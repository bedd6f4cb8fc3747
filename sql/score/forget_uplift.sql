-- Takes a model's uplifts away, to write them anew.
-- reads: -
-- writes: score.uplift
delete from score.uplift where model = $1
