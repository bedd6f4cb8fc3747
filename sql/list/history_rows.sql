-- What a list shows of people. They are named one by one, so that few are looked up and many are not:
-- the planner knows nothing yet of a cut that this transaction made.
-- reads: list.pledge, person.contact, person.person, person.contribution, score.person, score.uplift, feature.history
-- writes: -
select
  shown.person_id, shown.place, person.first_name, person.last_name, person.street,
  person.city, person.state, person.zip5,
  gifts.days, gifts.cents, coalesce(giving.given_cents, 0)::bigint,
  {standing}, score.source, score.record, person.household_id, {turf},
  greatest(pledge.pledged_cents - pledge.paid_cents, 0), pledge.due_on, contact.contacted_on,
  contact.result, contact.note, gifts.count, gifts.total_cents, gifts.working_days,
  gifts.employers, gifts.occupations,
  {features}
from unnest({people}::bigint[]) with ordinality as shown (person_id, place)
join person.person on person.person_id = shown.person_id
join {scores} as score
  on score.person_id = shown.person_id and score.model = {model}
join {relation} as feature
  on feature.person_id = shown.person_id and feature.as_of = {as_of}
left join (
  select
    person_id, count(*) as count, sum(amount_cents)::bigint as total_cents,
    (array_agg(contributed_on - date '1970-01-01' order by contributed_on desc, amount_cents desc))
      [:3]::bigint[] as days,
    (array_agg(amount_cents order by contributed_on desc, amount_cents desc))[:3] as cents,
    array_agg(contributed_on - date '1970-01-01' order by contributed_on desc, amount_cents desc)
      ::bigint[] as working_days,
    array_agg(coalesce(employer, '') order by contributed_on desc, amount_cents desc) as employers,
    array_agg(coalesce(occupation, '') order by contributed_on desc, amount_cents desc)
      as occupations
  from person.contribution
  where refunded_on is null and person_id = any ({people})
  group by person_id
) as gifts on gifts.person_id = shown.person_id
left join (
  select person_id, pledged_cents, paid_cents, due_on
  from list.pledge
  where person_id = any ({people})
) as pledge on pledge.person_id = shown.person_id
left join (
  select distinct on (person_id)
    person_id, contacted_on, result,
    first_value(note) over (
      partition by person_id order by note is null, contacted_on desc, source, record
    ) as note
  from person.contact
  where person_id = any ({people})
  order by person_id, contacted_on desc, source, record
) as contact on contact.person_id = shown.person_id
left join (
  {giving}
) as giving on giving.person_id = shown.person_id
order by shown.place
