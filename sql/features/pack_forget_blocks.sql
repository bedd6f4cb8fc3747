-- Throws a pack's blocks away.
-- reads: -
-- writes: feature.pack_block
delete from feature.pack_block where feature_set = $1 and as_of = $2
