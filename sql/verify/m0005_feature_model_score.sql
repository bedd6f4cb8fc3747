-- Every table is there and says what one row of it is.
-- reads: -
select name
from unnest(array[
  'feature.feature_set',
  'feature.feature',
  'feature.origin',
  'feature.provenance',
  'feature.history',
  'model.version',
  'model.term',
  'model.term_provenance',
  'model.metric',
  'model.decile',
  'model.gift_band',
  'score.person',
  'score.cutoff'
]) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
