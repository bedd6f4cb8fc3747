-- The rows of a person's records in a table of files as loaded, and their batches.
-- reads: -
-- writes: *
with gone as (
  delete from {table}
  where ({source}, {record}) in (select source, record from pg_temp.erased)
  returning batch_id
)
select count(*), coalesce(array_agg(distinct batch_id::bigint), '{}') from gone
