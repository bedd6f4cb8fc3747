-- A snapshot's columns as a feature set.
-- reads: -
-- writes: feature.feature_set
insert into feature.feature_set (feature_set, relation, kind)
values ($1, $2, 'snapshot')
on conflict do nothing
