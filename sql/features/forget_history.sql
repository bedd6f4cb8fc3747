-- Takes a day's features away, to write them anew.
-- reads: -
-- writes: feature.history
delete from feature.history where as_of = $1
