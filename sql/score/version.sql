-- A version of a model.
-- reads: model.version
-- writes: -
select
  version_id, version, purpose, feature_set, definition, trained_batches::bigint[],
  training_buckets, seed, intercept, kind, treated_intercept, control_intercept, verdict,
  coalesce(population_rate, positives::float8 / nullif(rows, 0))
from model.version
where version_id = $1
