-- The batches of a snapshot that state an outcome.
-- reads: person.*
-- writes: -
select distinct batch_id from {relation} where {outcome} is not null order by batch_id
