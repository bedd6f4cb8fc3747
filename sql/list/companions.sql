-- The others of households who could come too: grown up, living, still there, not held for review, and not
-- among those who asked for no contact.
-- reads: person.person, person.contact
-- writes: -
select person.household_id, person.person_id, coalesce(giving.given_cents, 0)::bigint
from person.person
left join (
  select distinct person_id from person.contact where result in ('deceased', 'moved', 'do_not_contact')
) as gone on gone.person_id = person.person_id
left join (
  {giving}
) as giving on giving.person_id = person.person_id
where person.household_id = any ($1) and gone.person_id is null
  and not person.is_confidential and not person.is_foreign_address
  and coalesce(person.status not in ('removed', 'denied', 'preregistered'), true)
  and not coalesce(
    person.birth_year > extract(year from {as_of}) - 19 or person.age_at_year_end < 19, false)
order by 1, 2
