-- The numbers at which a person asked not to be called, as bare numbers.
-- reads: person.suppressed_phone, person.phone, person.contact
-- writes: person.erased_phone
insert into person.erased_phone (phone, since)
select suppressed_phone.phone, suppressed_phone.since
from person.suppressed_phone
where suppressed_phone.reason = 'do_not_call'
  and suppressed_phone.phone in (
    select phone from person.phone where person_id = $1
    union
    select phone from person.contact where person_id = $1
  )
on conflict (phone) do nothing
