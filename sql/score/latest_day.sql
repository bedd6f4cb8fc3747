-- The latest day with features.
-- reads: feature.history
-- writes: -
select max(as_of) from feature.history
