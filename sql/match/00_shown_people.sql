-- A call sheet names people by the number that a list showed: it is a record of that person, as long
-- as a file says who that is.
-- reads: source.contact, person.identity
-- writes: person.identity
insert into person.identity (person_id, source, record, tier, evidence, decided_run)
select distinct identity.person_id, 'groundswell', contact.person_record, 'own number',
  'a list showed the number', $1
from source.contact
join person.identity on 'P' || identity.person_id = contact.person_record
where contact.person_source = 'groundswell' and identity.undone_on is null
  and identity.source <> 'groundswell'
on conflict (person_id, source, record) do update
set undone_on = null, decided_run = excluded.decided_run
where identity.undone_on is not null
