-- People who were invited to a star's events before a day, whether they came or paid, and what was known
-- of them on that day. Confidential registrations are left out.
-- reads: feature.history, person.person, person.attendance, run.sample_bucket
-- writes: -
select
  feature.person_id,
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}),
  attendance.came,
  attendance.cents_an_invitation,
  {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
join (
  select
    person_id, coalesce(bool_or(attended or paid_cents > 0), false) as came,
    (coalesce(sum(greatest(paid_cents, 0)), 0) / count(*))::bigint as cents_an_invitation
  from person.attendance
  where star = $1 and event_on < {as_of}
  group by person_id
) as attendance on attendance.person_id = feature.person_id
where feature.as_of = {as_of} and not person.is_confidential
order by feature.person_id
