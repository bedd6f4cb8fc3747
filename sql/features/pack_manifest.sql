-- What a pack holds, where it is made of what is there now.
-- reads: feature.pack
-- writes: -
select rows, columns, kinds, levels, level_counts
from feature.pack
where feature_set = $1 and as_of = $2 and made_of = $3
