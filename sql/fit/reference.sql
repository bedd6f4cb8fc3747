-- A band of a measure among the people that a version was learned from.
-- reads: -
-- writes: model.reference
insert into model.reference (version_id, measure, band, kind, least, level, people)
values ($1, $2, $3, $4, $5, $6, $7)
