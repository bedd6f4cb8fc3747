-- A table for a model's new scores.
-- reads: -
-- writes: -
select score.begin_part($1)
