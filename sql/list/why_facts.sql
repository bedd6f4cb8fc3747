-- What is on record of a person that may keep them off a list; no row for one whom nobody knows.
-- reads: person.person, person.do_not_call, person.phone, person.suppressed_phone, person.contact
-- writes: -
select
  do_not_call.since,
  (select count(*) from person.phone where phone.person_id = person.person_id),
  (
    select count(*)
    from person.phone
    join person.suppressed_phone on suppressed_phone.phone = phone.phone
    where phone.person_id = person.person_id
  ),
  (
    select max(contacted_on)
    from person.contact
    where contact.person_id = person.person_id and result = $2
  ),
  person.status
from person.person
left join person.do_not_call on do_not_call.person_id = person.person_id
where person.person_id = $1
