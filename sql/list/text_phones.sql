-- The numbers to which no text may go: those at which nobody is called, and those of people who asked for
-- no texts.
-- reads: person.suppressed_phone, person.contact, person.phone
-- writes: -
select phone, min(reason) as reason
from (
  select phone, reason
  from {suppressed_phones} as suppressed_phone
  union all
  select phone.phone, 'do_not_text'
  from person.contact
  join person.phone on phone.person_id = contact.person_id
  where contact.result = 'do_not_text' and contact.contacted_on < {known_before}
) as barred
group by phone
