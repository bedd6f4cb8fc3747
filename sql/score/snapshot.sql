-- Scores the people of a snapshot by the latest row of each, next to the data and in one statement.
-- reads: person.*, run.sample_bucket
-- writes: score.person
insert into score.person (
  person_id, model, version_id, as_of, probability, expected_cents, in_training, source, record
)
select
  scored.person_id, {model}, {version}, scored.known_on, scored.probability,
  round(scored.probability * scored.band_mean_cents)::bigint, scored.in_training,
  scored.source, scored.record
from (
  select
    feature.person_id,
    feature.known_on,
    feature.source,
    feature.record,
    round({probability} * 1e9) / 1e9 as probability,
    {band_mean_cents} as band_mean_cents,
    run.sample_bucket(person.household_id, {factor}, {summand}) < {training_buckets}
      and exists (
        select from {relation} as trained
        where trained.person_id = feature.person_id and trained.batch_id = any ({batches})
          and trained.{outcome} is not null
      ) as in_training
  from (
    select distinct on (person_id) *
    from {relation}
    order by person_id, known_on desc, batch_id desc, source, record
  ) as feature
  join person.person on person.person_id = feature.person_id
  where {conditions}
) as scored
where {scope}
