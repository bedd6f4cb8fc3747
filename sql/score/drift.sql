-- How far the people scored lie from those that the version was learned from.
-- reads: -
-- writes: score.drift
insert into score.drift (run_id, model, version_id, measure, people, stability_index, chance)
values ($1, $2, $3, $4, $5, $6, $7)
