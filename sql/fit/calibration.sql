-- The mean chance of a group beside the share that came.
-- reads: -
-- writes: model.calibration
insert into model.calibration (
  version_id, feature, level, people, positives, predicted, observed, low, high
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
