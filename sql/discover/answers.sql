-- People who were asked a question before a day, with their latest answer and what was known of them on
-- that day. Confidential registrations are left out.
-- reads: feature.history, person.person, person.poll_answer, run.sample_bucket
-- writes: -
select
  feature.person_id,
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}),
  answer.answer = $2,
  0::bigint,
  {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
join (
  select distinct on (person_id) person_id, answer
  from person.poll_answer
  where question = $1 and asked_on < {as_of}
  order by person_id, asked_on desc, source, record desc
) as answer on answer.person_id = feature.person_id
where feature.as_of = {as_of} and not person.is_confidential
order by feature.person_id
