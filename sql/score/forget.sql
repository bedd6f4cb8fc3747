-- Takes a model's scores away, to write them anew.
-- reads: -
-- writes: score.person
delete from score.person where model = $1
