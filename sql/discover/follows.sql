-- People who are known to follow anyone before a day, whether they follow a star, and what was known of them on
-- that day: of who follows nobody a file of follows says nothing. Confidential registrations are left out.
-- reads: feature.history, person.person, person.poll_answer, run.sample_bucket
-- writes: -
select
  feature.person_id,
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}),
  follower.follows,
  0::bigint,
  {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
join (
  select person_id, bool_or(question = 'star:' || $1) as follows
  from person.poll_answer
  where answer = 'follows' and asked_on < {as_of}
  group by person_id
) as follower on follower.person_id = feature.person_id
where feature.as_of = {as_of} and not person.is_confidential
order by feature.person_id
