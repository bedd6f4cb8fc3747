-- The rows of an events set as of a day.
-- reads: feature.history
-- writes: -
select * from {relation} where as_of = {as_of}
