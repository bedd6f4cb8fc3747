-- People who were asked about stars before a day, which of them they like by their latest answers, about
-- which they were asked, and what was known of them on that day. Confidential registrations are left out.
-- reads: feature.history, person.person, person.poll_answer
-- writes: -
select feature.person_id, liked.stars, liked.asked, {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
join (
  select
    person_id,
    coalesce(
      array_agg(substr(question, 6) order by question) filter (where answer = $1), '{}') as stars,
    array_agg(substr(question, 6) order by question) as asked
  from (
    select distinct on (person_id, question) person_id, question, answer
    from person.poll_answer
    where starts_with(question, 'star:') and asked_on < {as_of}
    order by person_id, question, asked_on desc, source, record desc
  ) as latest
  group by person_id
) as liked on liked.person_id = feature.person_id
where feature.as_of = {as_of} and not person.is_confidential
order by feature.person_id
