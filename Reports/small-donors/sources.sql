-- The files behind the page, one row a source and kind of row. Rows of the ledger count once they
-- are matched, and an undone batch's rows stay until then: such batches wait.
-- reads: run.batch
-- writes: -
select
  source,
  target,
  count(*) filter (where undone_at is null) as batch_count,
  coalesce(sum(rows_loaded) filter (where undone_at is null), 0)::bigint as row_count,
  max(known_on) filter (where undone_at is null) as known_on,
  count(*) filter (
    where target = 'contribution'
      and (
        (undone_at is null and matched_at is null)
        or (undone_at is not null and matched_at is not null and undone_matched_at is null)
      )
  ) as waiting_batch_count
from run.batch
where target in ('contribution', 'fec_contribution', 'fec_committee')
group by source, target
order by source collate "C", target collate "C"
