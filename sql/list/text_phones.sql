-- The numbers to which no text may go: those at which nobody is called, those of people who asked for no
-- texts and the ones at which they did, those that stay of people who were erased, and those at which somebody
-- asked whom no file knows.
-- reads: person.suppressed_phone, person.contact, person.phone, person.erased_phone, person.no_text_phone
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
  union all
  select contact.phone, 'do_not_text'
  from person.contact
  where contact.result = 'do_not_text' and contact.phone is not null
    and contact.contacted_on < {known_before}
  union all
  select phone, reason
  from person.erased_phone
  where reason = 'do_not_text' and since < {known_before}
  union all
  select phone, 'do_not_text'
  from person.no_text_phone
  where since < {known_before}
) as barred
group by phone
