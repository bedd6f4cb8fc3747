-- What an arm would add to each person's chance, next to the data and in one statement.
-- reads: person.identity, person.*
-- writes: score.uplift
insert into score.uplift (
  person_id, model, version_id, as_of, uplift, treated_probability, control_probability,
  in_training, source, record
)
select
  scored.person_id, {model}, {version}, scored.as_of,
  round((scored.treated_probability - scored.control_probability) * 1e9) / 1e9,
  scored.treated_probability, scored.control_probability, scored.in_training,
  record.source, record.record
from (
  select
    feature.person_id,
    feature.{day} as as_of,
    round({treated_probability} * 1e9) / 1e9 as treated_probability,
    round({control_probability} * 1e9) / 1e9 as control_probability,
    trained.person_id is not null as in_training
  from (
    {feature_rows}
  ) as feature
  left join (
    select distinct person_id
    from {treatment_relation}
    where batch_id = any ({batches}) and {is_in_experiment}
  ) as trained on trained.person_id = feature.person_id
  where {conditions}
) as scored
join (
  select distinct on (person_id) person_id, source, record
  from person.identity
  where undone_on is null
  order by person_id, (tier = 'own record') desc, source, record
) as record on record.person_id = scored.person_id
where {scope}
