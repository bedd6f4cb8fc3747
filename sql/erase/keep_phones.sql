-- The numbers at which a person asked not to be called, or not to be sent texts, as bare numbers; of a
-- number with both requests the first, which bars texts too.
-- reads: person.suppressed_phone, person.phone, person.contact
-- writes: person.erased_phone
with own as (
  select phone from person.phone where person_id = $1
  union
  select phone from person.contact where person_id = $1 and phone is not null
)
insert into person.erased_phone (phone, since, reason)
select distinct on (phone) phone, since, reason
from (
  select suppressed_phone.phone, suppressed_phone.since, 'do_not_call' as reason
  from person.suppressed_phone
  where suppressed_phone.reason = 'do_not_call'
    and suppressed_phone.phone in (select phone from own)
  union all
  select own.phone, contact.contacted_on, 'do_not_text'
  from person.contact
  cross join own
  where contact.person_id = $1 and contact.result = 'do_not_text'
) as request
order by phone, reason, since
on conflict (phone) do update
  set since = excluded.since, reason = excluded.reason
  where erased_phone.reason = 'do_not_text' and excluded.reason = 'do_not_call'
