-- The feature sets.
-- reads: feature.feature_set
-- writes: -
select feature_set, relation, kind from feature.feature_set order by feature_set
