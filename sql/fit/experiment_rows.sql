-- The people of an experiment, one row each: the arm that the lot put them in, what came of it, and
-- what was known of them before. Who lacks an arm, an outcome or features is there without it. The
-- lot's day is the first on which the arm stood in a file: a later one that says it again knows more.
-- reads: person.*
-- writes: -
select
  assigned.person_id,
  {cluster}::text,
  assigned.{arm}::text,
  assigned.first_arm <> assigned.last_arm,
  feature.{feature_day} > assigned.known_on,
  {is_positive},
  {amount}::bigint,
  feature.person_id is not null,
  outcome.known_on < assigned.known_on,
  {features}
from (
  select distinct on (person_id)
    *,
    min({arm}::text) over (partition by person_id) as first_arm,
    max({arm}::text) over (partition by person_id) as last_arm
  from {treatment_relation}
  order by person_id, ({arm} is null), known_on, batch_id desc, source, record
) as assigned
join person.person on person.person_id = assigned.person_id
left join (
  select distinct on (person_id) *
  from {outcome_relation}
  where {outcome} is not null
  order by person_id, known_on desc, batch_id desc, source, record
) as outcome on outcome.person_id = assigned.person_id
left join (
  {feature_rows}
) as feature on feature.person_id = assigned.person_id
where {conditions}
order by assigned.person_id
