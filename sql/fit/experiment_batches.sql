-- The batches of a snapshot that say who was put into which arm.
-- reads: person.*
-- writes: -
select distinct batch_id from {relation} where {arm} is not null order by batch_id
