-- A sheet names people by the number that a list showed: it is a record of that person, as long as a file says
-- who that is.
-- reads: source.contact, source.attendance, person.identity
-- writes: person.identity
insert into person.identity (person_id, source, record, tier, evidence, decided_run)
select distinct identity.person_id, 'groundswell', shown.person_record, 'own number',
  'a list showed the number', $1
from (
  select person_record from source.contact where person_source = 'groundswell'
  union
  select person_record from source.attendance where person_source = 'groundswell'
) as shown
join person.identity on 'P' || identity.person_id = shown.person_record
where identity.undone_on is null and identity.source <> 'groundswell'
on conflict (person_id, source, record) do update
set undone_on = null, decided_run = excluded.decided_run
where identity.undone_on is not null
