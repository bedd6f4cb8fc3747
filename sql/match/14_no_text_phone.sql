-- The numbers at which somebody asked for no texts whom no file knows; whoever turns out to have one gets
-- none there.
-- reads: source.contact, person.identity
-- writes: person.no_text_phone
insert into person.no_text_phone (phone, since)
select contact.phone, min(contact.contacted_on)
from source.contact
where contact.result = 'do_not_text' and contact.phone is not null
  and not exists (
    select from person.identity
    where identity.source = contact.person_source and identity.record = contact.person_record
      and identity.undone_on is null
  )
group by contact.phone
