-- A fifth of an experiment's people by cross-fitted uplift.
-- reads: -
-- writes: model.uplift_fifth
insert into model.uplift_fifth (version_id, fifth, people, expected, difference, low, high)
values ($1, $2, $3, $4, $5, $6, $7)
