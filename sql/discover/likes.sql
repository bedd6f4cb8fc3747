-- People who were asked about stars before a day, or who follow one: which of them they like by their latest
-- answers, about which anything is known, whether they could be asked to come, and what was known of them on
-- that day. Who follows one is known to follow none of the others that anyone follows. Confidential
-- registrations are left out.
-- reads: feature.history, person.person, person.poll_answer, person.phone, person.suppressed_phone, person.do_not_call, person.contact
-- writes: -
with latest as (
  select distinct on (person_id, question)
    person_id, substr(question, 6) as star, answer
  from person.poll_answer
  where starts_with(question, 'star:') and asked_on < {as_of}
  order by person_id, question, asked_on desc, source, record desc
),
followed as (select distinct star from latest where answer = 'follows'),
known as (
  select person_id, star, answer from latest
  union all
  select follower.person_id, followed.star, null
  from (select distinct person_id from latest where answer = 'follows') as follower
  cross join followed
  where not exists (
    select from latest where latest.person_id = follower.person_id and latest.star = followed.star)
)
select feature.person_id, person.household_id, liked.stars, liked.asked,
  coalesce(person.status not in ('removed', 'denied', 'preregistered'), true)
    and not exists (
      select from person.contact
      where contact.person_id = person.person_id and contact.result in ('deceased', 'moved', 'do_not_contact'))
    and (
      person.email is not null
      or person.street is not null
      and not exists (
        select from person.contact
        where contact.person_id = person.person_id and contact.result = 'do_not_mail')
      or (
        not exists (
          select from person.do_not_call where do_not_call.person_id = person.person_id)
        and exists (
          select from person.phone
          where phone.person_id = person.person_id
            and not exists (
              select from person.suppressed_phone where suppressed_phone.phone = phone.phone)))),
  {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
join (
  select
    person_id,
    coalesce(array_agg(star order by star) filter (where answer in ($1, 'follows')), '{}') as stars,
    array_agg(star order by star) as asked
  from known
  group by person_id
) as liked on liked.person_id = feature.person_id
where feature.as_of = {as_of} and not person.is_confidential
order by feature.person_id
