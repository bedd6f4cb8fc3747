-- Puts it in the place of the model's scores before.
-- reads: -
-- writes: -
select score.end_part($1)
