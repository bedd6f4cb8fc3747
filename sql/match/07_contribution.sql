-- Receipts of changed people, as the file known last states them, whichever came in last; of files
-- known on one day, one that tells of a refund.
-- reads: run.batch, source.contribution
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
join run.batch on batch.batch_id = gift.batch_id
order by gift.source, gift.record, batch.known_on desc, gift.refunded_on, gift.batch_id desc
