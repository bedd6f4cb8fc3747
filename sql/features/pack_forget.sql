-- Throws a pack away.
-- reads: -
-- writes: feature.pack
delete from feature.pack where feature_set = $1 and as_of = $2
