-- A phone of someone who asked not to be called is not called for anyone, nor the number at which
-- they were asked, nor one at which a caller reached a stranger or nothing: the one dialled, or the
-- person's only one. Of a person with several and a file that doesn't say which, none is barred. A
-- dialled number is barred too where no file knows the person, or where the person was erased since.
-- reads: person.do_not_call, person.phone, person.contact, person.identity, person.erased_phone, source.contact
-- writes: person.suppressed_phone
with failed as (
  select person_id, phone, contacted_on, result
  from person.contact
  where result in ('wrong_number', 'disconnected')
),
only_phone as (
  select person_id, min(phone) as phone
  from person.phone
  where person_id in (select person_id from failed)
  group by person_id
  having count(*) = 1
),
barred as (
  select phone.phone, do_not_call.since, 'do_not_call' as reason, 1 as weight
  from person.do_not_call
  join person.phone on phone.person_id = do_not_call.person_id
  union all
  select phone, since, 'do_not_call', 1
  from person.erased_phone
  where reason = 'do_not_call'
  union all
  select phone, contacted_on, 'do_not_call', 1
  from person.contact
  where result in ('do_not_call', 'do_not_contact')
  union all
  select
    contact.phone, contact.contacted_on,
    case when contact.result = 'do_not_contact' then 'do_not_call' else contact.result end,
    case when contact.result in ('do_not_call', 'do_not_contact') then 1 else 2 end
  from source.contact
  where contact.result in ('do_not_call', 'do_not_contact', 'wrong_number', 'disconnected')
    and contact.phone is not null
    and not exists (
      select from person.identity
      where identity.source = contact.person_source and identity.record = contact.person_record
        and identity.undone_on is null
    )
  union all
  select coalesce(failed.phone, only_phone.phone), failed.contacted_on, failed.result, 2
  from failed
  left join only_phone on only_phone.person_id = failed.person_id
)
insert into person.suppressed_phone (phone, since, reason)
select distinct on (phone) phone, since, reason
from barred
where phone is not null
order by phone, weight, since, reason
