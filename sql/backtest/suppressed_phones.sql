-- The numbers that must not have been called on a day: by the rules of match over the results before
-- it, and those that stand with an earlier day, among them numbers of people whom no file knows. A
-- row stands under the day of its gravest result, so that a later one may hide an earlier one.
-- reads: person.contact, person.phone, person.suppressed_phone
-- writes: -
select distinct on (phone) phone, reason
from (
  select
    phone, contacted_on as since,
    case when result = 'do_not_contact' then 'do_not_call' else result end as reason
  from person.contact
  where result in ('do_not_call', 'do_not_contact', 'wrong_number', 'disconnected')
    and phone is not null
    and contacted_on < {as_of}
  union all
  select phone.phone, contact.contacted_on, 'do_not_call'
  from person.contact
  join person.phone on phone.person_id = contact.person_id
  where contact.result in ('do_not_call', 'do_not_contact') and contact.contacted_on < {as_of}
  union all
  select only_phone.phone, contact.contacted_on, contact.result
  from person.contact
  join (
    select person_id, min(phone) as phone from person.phone group by person_id having count(*) = 1
  ) as only_phone on only_phone.person_id = contact.person_id
  where contact.result in ('wrong_number', 'disconnected') and contact.phone is null
    and contact.contacted_on < {as_of}
  union all
  select phone, since, reason from person.suppressed_phone where since < {as_of}
) as barred
order by phone, reason = 'do_not_call' desc, since, reason
