-- How many people a model has scored.
-- reads: score.uplift
-- writes: -
select count(*), avg(uplift) from score.uplift where model = $1
