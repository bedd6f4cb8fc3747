-- Receipts of changed people, as the file known last states them, whichever came in last; of files
-- known on one day, one that tells of a refund. One that a later file gives to another donor is
-- theirs alone. Money that the platform took back from the committee was given back too.
-- reads: run.batch, source.contribution
-- writes: person.contribution
with of_changed as (
  select distinct gift.source, gift.record
  from pg_temp.live
  join source.contribution as gift
    on gift.source = live.source and gift.donor_record = live.record
),
latest as (
  select distinct on (gift.source, gift.record)
    gift.*, least(gift.refunded_on, gift.recovered_on) as given_back_on
  from of_changed
  join source.contribution as gift
    on gift.source = of_changed.source and gift.record = of_changed.record
  join run.batch on batch.batch_id = gift.batch_id
  order by gift.source, gift.record, batch.known_on desc, given_back_on, gift.batch_id desc
)
insert into person.contribution (
  person_id, source, record, batch_id, donor_record, contributed_on, amount_cents, refunded_on,
  is_recurring, designation, has_employer, has_occupation, employer, occupation, reference_code,
  refunded_cents
)
select
  live.person_id, gift.source, gift.record, gift.batch_id, gift.donor_record, gift.contributed_on,
  gift.amount_cents, gift.given_back_on, gift.is_recurring, gift.designation,
  gift.employer is not null, gift.occupation is not null, gift.employer, gift.occupation,
  gift.reference_code,
  -- What the platform took back it took back whole.
  case when gift.recovered_on is null then nullif(gift.refunded_cents, gift.amount_cents) end
from pg_temp.live
join latest as gift on gift.source = live.source and gift.donor_record = live.record
