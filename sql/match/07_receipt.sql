-- Who gave each receipt of changed people, in the words of the file that states it last.
-- reads: person.contribution, source.contribution
-- writes: person.receipt
insert into person.receipt (
  person_id, source, record, batch_id, first_name, last_name, street, city, state, zip5, country,
  employer, occupation, payment_method
)
select
  contribution.person_id, gift.source, gift.record, gift.batch_id, gift.first_name, gift.last_name,
  gift.street, gift.city, gift.state, gift.zip5, gift.country, gift.employer, gift.occupation,
  gift.payment_method
from person.contribution
join source.contribution as gift
  on gift.source = contribution.source and gift.record = contribution.record
    and gift.batch_id = contribution.batch_id
where contribution.person_id in (select person_id from pg_temp.changed)
