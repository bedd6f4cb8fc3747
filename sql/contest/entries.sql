-- The entries of a contest, each as the latest batch states it, and whether the gift of a paid one is in
-- the ledger.
-- reads: contest.entry, source.contribution
-- writes: -
select
  entry.source, entry.record, entry.first_name, entry.last_name, entry.email, entry.state,
  entry.born_on, coalesce(entry.is_adult, false), coalesce(entry.is_resident, false), entry.route,
  entry.entered,
  entry.route = 'paid' and not exists (
    select from source.contribution as gift
    where gift.source = entry.gift_source and gift.record = entry.gift_record
  )
from contest.entry
where entry.contest = $1
  and not exists (
    select from contest.entry as later
    where later.source = entry.source and later.record = entry.record
      and later.batch_id > entry.batch_id
  )
order by entry.source, entry.record
