-- Scores people as they were on a day, next to the data and in one statement.
-- reads: feature.history, person.person, person.identity, run.sample_bucket
-- writes: score.person
insert into score.person (
  person_id, model, version_id, as_of, probability, expected_cents, in_training, source, record
)
select
  scored.person_id, {model}, {version}, scored.as_of, scored.probability,
  round(scored.probability * scored.band_mean_cents)::bigint, scored.in_training,
  record.source, record.record
from (
  select
    feature.person_id,
    feature.as_of,
    round({probability} * 1e9) / 1e9 as probability,
    {band_mean_cents} as band_mean_cents,
    run.sample_bucket(person.household_id, {factor}, {summand}) < {training_buckets} as in_training
  from {relation} as feature
  join person.person on person.person_id = feature.person_id
  where feature.as_of = {as_of} and {conditions}
) as scored
join (
  select distinct on (person_id) person_id, source, record
  from person.identity
  where undone_on is null
  order by person_id, (tier = 'own record') desc, source, record
) as record on record.person_id = scored.person_id
where {scope}
