-- Who asked not to be called, or not to be contacted at all.
-- reads: person.contact
-- writes: person.do_not_call
insert into person.do_not_call (person_id, since)
select person_id, min(contacted_on)
from person.contact
where result in ('do_not_call', 'do_not_contact') and person_id in (select person_id from pg_temp.changed)
group by person_id
