-- People who were sent a message of a theme before a day, whether they clicked one of those, and what was
-- known of them on that day. Confidential registrations are left out, and so is a message of which the file
-- holds no send: of those it has only the people who clicked.
-- reads: feature.history, person.person, person.email_event, run.sample_bucket
-- writes: -
select
  feature.person_id,
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}),
  mail.has_clicked,
  0::bigint,
  {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
join (
  select person_id, bool_or(is_clicked) as has_clicked
  from (
    select
      person_id, bool_or(event = 'send') as is_sent, bool_or(event = 'click') as is_clicked
    from person.email_event
    where theme = $1 and occurred_on < {as_of}
    group by person_id, message
  ) as message
  where is_sent
  group by person_id
) as mail on mail.person_id = feature.person_id
where feature.as_of = {as_of} and not person.is_confidential
order by feature.person_id
