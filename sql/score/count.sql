-- How many people a model has scored.
-- reads: score.person
-- writes: -
select count(*), avg(probability) from score.person where model = $1
