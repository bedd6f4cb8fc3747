-- The latest version of a model: the one that scores.
-- reads: model.version
-- writes: -
select
  version_id, version, purpose, feature_set, definition, trained_batches::bigint[],
  training_buckets, seed, intercept, kind, treated_intercept, control_intercept, verdict
from model.version
where model = $1
order by version desc
limit 1
