-- A version of a model of an experiment.
-- reads: -
-- writes: model.version
insert into model.version (
  model, version, run_id, purpose, feature_set, question, definition, trained_as_of,
  trained_batches, training_buckets, seed, rows, positives, penalty, kind, treated_intercept,
  control_intercept, verdict
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14, $15, $16, $17)
returning version_id
