-- A snapshot's people with their outcome: the latest row of each that states one.
-- reads: person.*
-- writes: -
select
  feature.person_id,
  run.sample_bucket(person.household_id, {factor}, {summand}) < {training_buckets},
  {is_positive},
  {amount}::bigint,
  {highest}::bigint,
  person.household_id,
  {features}
from (
  select distinct on (person_id) *
  from {relation}
  where {outcome} is not null
  order by person_id, known_on desc, batch_id desc, source, record
) as feature
join person.person on person.person_id = feature.person_id
where {conditions}
order by feature.person_id
