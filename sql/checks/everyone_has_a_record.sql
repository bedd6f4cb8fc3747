-- A person stands by at least one decision in force, and each decision has its person.
-- reads: person.person, person.identity
select coalesce(person.person_id, identity.person_id) as person_id
from person.person
full join (
  select distinct person_id from person.identity where undone_on is null
) as identity on identity.person_id = person.person_id
where person.person_id is null or identity.person_id is null;
