-- A snapshot's people of whom a column tells something: their latest row that was known by a day, and
-- whether it says what is looked for. Confidential registrations are left out.
-- reads: person.*, run.sample_bucket
-- writes: -
select
  feature.person_id,
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}),
  {is_positive},
  0::bigint,
  {features}
from (
  select distinct on (person_id) *
  from {relation}
  where known_on <= {as_of} and {asked}
  order by person_id, known_on desc, batch_id desc, source, record
) as feature
join person.person on person.person_id = feature.person_id
where not person.is_confidential
order by feature.person_id
