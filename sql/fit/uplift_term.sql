-- A term of both arms' models.
-- reads: -
-- writes: model.uplift_term
insert into model.uplift_term (
  version_id, position, feature, kind, levels, missing_is_kept, centre, scale,
  treated_coefficient, control_coefficient, training_mean
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
