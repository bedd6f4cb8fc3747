-- A term of a version.
-- reads: -
-- writes: model.term
insert into model.term (
  version_id, position, feature, kind, levels, missing_is_kept, centre, scale, coefficient,
  standard_error, training_mean, cell_values, household_error
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
