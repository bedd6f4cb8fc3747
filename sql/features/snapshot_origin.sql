-- Each of a snapshot's features is made of the column of its name.
-- reads: feature.feature
-- writes: feature.origin
insert into feature.origin (feature_set, feature, target, column_name)
select feature_set, feature, $2, feature
from feature.feature
where feature_set = $1
on conflict do nothing
