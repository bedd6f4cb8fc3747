-- How far the people to be scored lie from those that a version was learned from.
-- reads: -
-- writes: model.drift
insert into model.drift (version_id, measure, as_of, people, stability_index, chance)
values ($1, $2, $3, $4, $5, $6)
