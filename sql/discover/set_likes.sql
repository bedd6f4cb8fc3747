-- A snapshot's people by their latest row that was known by a day: the stars whom they like, those of whom
-- they said anything, and what was known of them. Confidential registrations are left out.
-- reads: person.*
-- writes: -
select feature.person_id, person.household_id, array_remove({liked}, null), array_remove({asked}, null), null::boolean, {features}
from (
  select distinct on (person_id) *
  from {relation}
  where known_on <= {as_of} and ({is_asked})
  order by person_id, known_on desc, batch_id desc, source, record
) as feature
join person.person on person.person_id = feature.person_id
where not person.is_confidential
order by feature.person_id
