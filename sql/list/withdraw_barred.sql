-- Rows of callers go at once where the person may not be contacted any more: who asked not to be, or whose number
-- did, who died or moved, or whom no file knows.
-- reads: list.entry, list.cut, person.person, person.do_not_call, person.suppressed_phone, person.contact
-- writes: list.entry
delete from list.entry
using list.cut
where cut.cut_id = entry.cut_id
  and (
    not exists (select from person.person where person.person_id = entry.person_id)
    or exists (
      select from person.contact
      where contact.person_id = entry.person_id
        and (
          contact.result in ('deceased', 'moved', 'do_not_contact')
          or contact.result = 'do_not_text' and cut.channel = 'text')
    )
    or entry.phone is not null
    and (
      exists (select from person.do_not_call where do_not_call.person_id = entry.person_id)
      or exists (
        select from person.suppressed_phone
        where suppressed_phone.phone::text = regexp_replace(entry.phone, '[^0-9]', '', 'g'))
    )
  )
