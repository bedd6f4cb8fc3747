-- A later receipt of someone erased: the law has the committee keep it, nobody else sees it.
-- reads: source.contribution, source.erased_record
-- writes: kept.receipt
insert into kept.receipt (
  source, record, donor_hash, first_name, last_name, street, city, state, zip5, employer,
  occupation, contributed_on, amount_cents, refunded_on, committee, kept_until,
  refunded_cents
)
select
  gift.source, gift.record, source.record_hash(gift.source, gift.donor_record), gift.first_name,
  gift.last_name, gift.street, gift.city, gift.state, gift.zip5, gift.employer, gift.occupation,
  gift.contributed_on, gift.amount_cents, least(gift.refunded_on, gift.recovered_on), gift.committee,
  kept.until(gift.contributed_on),
  case when gift.recovered_on is null then nullif(gift.refunded_cents, gift.amount_cents) end
from source.contribution as gift
where gift.batch_id = $1
  and source.record_hash(gift.source, gift.donor_record) in (
    select record_hash from source.erased_record
  )
  and kept.until(gift.contributed_on) >= current_date
on conflict (source, record) do update set
  refunded_on = excluded.refunded_on, refunded_cents = excluded.refunded_cents
