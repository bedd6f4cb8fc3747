-- An axis of a table.
-- reads: -
-- writes: model.term_axis
insert into model.term_axis (version_id, position, axis, feature, cuts, levels)
values ($1, $2, $3, $4, $5, $6)
