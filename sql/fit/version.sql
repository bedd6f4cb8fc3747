-- A fitted version.
-- reads: -
-- writes: model.version
insert into model.version (
  model, version, run_id, purpose, feature_set, question, definition, trained_as_of,
  trained_batches, training_buckets, seed, rows, positives, intercept, log_likelihood, penalty,
  population_rate, contact_cost_cents, terms
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
returning version_id
