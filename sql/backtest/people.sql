-- People as their registrations stated them before a day; who is confidential or lives abroad is
-- known as of today alone.
-- reads: person.person, person.voter
-- writes: -
select
  person.person_id, person.household_id, person.state, person.is_confidential,
  person.is_foreign_address,
  registration.birth_year, registration.age_at_year_end, registration.status
from person.person
left join (
  select distinct on (person_id) person_id, birth_year, age_at_year_end, status
  from person.voter
  where known_on < {as_of}
  order by person_id, known_on desc, batch_id desc, source, record
) as registration on registration.person_id = person.person_id
