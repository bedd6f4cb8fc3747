-- By what a person could be found again: records, phones, e-mail addresses, names with streets; and
-- whether a row that is someone else's says the same.
-- reads: person.phone, person.contact, source.voter, source.contribution, source.contact
-- writes: -
with said as (
  select voter.first_name, voter.last_name, voter.street, voter.phone, voter.email
  from source.voter
  join pg_temp.erased on erased.source = voter.source and erased.record = voter.record
  union all
  select gift.first_name, gift.last_name, gift.street, gift.phone, gift.email
  from source.contribution as gift
  join pg_temp.erased on erased.source = gift.source and erased.record = gift.donor_record
),
phone as (
  select phone from said where phone is not null
  union select phone from person.phone where person_id = $1
  union select phone from person.contact where person_id = $1 and phone is not null
),
email as (
  select distinct lower(email) as email from said where email is not null
),
name as (
  select distinct lower(first_name) as first_name, lower(last_name) as last_name,
    lower(street) as street
  from said
  where first_name is not null and last_name is not null and street is not null
),
other_voter as (
  select voter.* from source.voter
  where not exists (
    select from pg_temp.erased
    where erased.source = voter.source and erased.record = voter.record
  )
),
other_gift as (
  select gift.* from source.contribution as gift
  where not exists (
    select from pg_temp.erased
    where erased.source = gift.source and erased.record = gift.donor_record
  )
),
other_contact as (
  select contact.phone from source.contact
  where not exists (
    select from pg_temp.erased
    where erased.source = contact.person_source and erased.record = contact.person_record
  )
),
fact as (
  select 'record' as kind, source as first, record as second, '' as third, false as is_shared
  from pg_temp.erased
  union all
  select 'phone', phone::text, '', '',
    phone in (select phone from other_voter) or phone in (select phone from other_gift)
      or phone in (select phone from other_contact)
  from phone
  union all
  select 'email', email, '', '',
    email in (select lower(email) from other_voter) or email in (select lower(email) from other_gift)
  from email
  union all
  select 'name', first_name, last_name, street,
    (first_name, last_name, street) in (
      select lower(first_name), lower(last_name), lower(street) from other_voter
    ) or (first_name, last_name, street) in (
      select lower(first_name), lower(last_name), lower(street) from other_gift
    )
  from name
)
select kind, first, second, third, coalesce(is_shared, false)
from fact
order by kind, first, second, third
