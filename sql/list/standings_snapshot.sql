-- Everyone of a snapshot's universe, with the first reason that keeps them off the list. A snapshot
-- names nobody: rules that need a name, a telephone or a birth year have nothing to go by.
-- reads: person.*, score.person, score.uplift, run.sample_bucket
-- writes: -
select
  feature.person_id,
  {value}::float8 as value,
  case
    when score.person_id is null and {scores_rest}
      and run.sample_bucket(person.household_id, {factor}, {summand}) < {training_buckets}
      then 'inTrainingPart'
    when score.person_id is null then 'noScore'
    when {is_not_due} then 'noPledge'
    when {value} is null then 'noScore'
    when {is_not_moved} then 'notMoved'
    when {is_not_worth_it} then 'notWorthTheCost'
    else 'belowTheCut'
  end as reason
from (
  select distinct on (person_id) *
  from {relation}
  order by person_id, known_on desc, batch_id desc, source, record
) as feature
join person.person on person.person_id = feature.person_id
left join {scores} as score
  on score.person_id = feature.person_id and score.model = {model}
where {conditions}
