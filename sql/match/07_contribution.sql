-- Receipts of changed people, as the latest batch states them.
-- reads: source.contribution
-- writes: person.contribution
insert into person.contribution (
  person_id, source, record, batch_id, donor_record, contributed_on, amount_cents, refunded_on,
  is_recurring, designation, has_employer, has_occupation
)
select distinct on (gift.source, gift.record)
  live.person_id, gift.source, gift.record, gift.batch_id, gift.donor_record, gift.contributed_on,
  gift.amount_cents, gift.refunded_on, gift.is_recurring, gift.designation,
  gift.employer is not null, gift.occupation is not null
from pg_temp.live
join source.contribution as gift
  on gift.source = live.source and gift.donor_record = live.record
order by gift.source, gift.record, gift.batch_id desc
