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
  gifts.reference_code, housemates.names, housemates.count,
  coalesce(giving_primary.given_cents, 0)::bigint, coalesce(giving_general.given_cents, 0)::bigint,
  contact.call_back_on, contact.pledge_by,
  {features}
from unnest({people}::bigint[]) with ordinality as shown (person_id, place)
join person.person on person.person_id = shown.person_id
join {scores} as score
  on score.person_id = shown.person_id and score.model = {model}
join {relation} as feature
  on feature.person_id = shown.person_id and feature.as_of = {as_of}
left join (
  select
    person_id, count(*) as count, sum(kept_cents)::bigint as total_cents,
    (array_agg(contributed_on - date '1970-01-01' order by contributed_on desc, kept_cents desc))
      [:3]::bigint[] as days,
    (array_agg(kept_cents order by contributed_on desc, kept_cents desc))[:3] as cents,
    array_agg(contributed_on - date '1970-01-01' order by contributed_on desc, kept_cents desc)
      ::bigint[] as working_days,
    array_agg(coalesce(employer, '') order by contributed_on desc, kept_cents desc) as employers,
    array_agg(coalesce(occupation, '') order by contributed_on desc, kept_cents desc)
      as occupations,
    (array_agg(reference_code order by contributed_on desc, kept_cents desc))[1] as reference_code
  from (
    select
      *,
      case when refunded_on is null then amount_cents else amount_cents - refunded_cents end
        as kept_cents
    from person.contribution
    where person_id = any ({people})
  ) as gift
  where kept_cents > 0
  group by person_id
) as gifts on gifts.person_id = shown.person_id
left join (
  select person_id, pledged_cents, paid_cents, due_on
  from list.pledge
  where person_id = any ({people})
) as pledge on pledge.person_id = shown.person_id
left join (
  select distinct on (person_id)
    person_id, contacted_on, result, call_back_on,
    first_value(note) over (
      partition by person_id order by note is null, contacted_on desc, source, record
    ) as note,
    first_value(pledge_by) over (
      partition by person_id
      order by coalesce(pledged_cents, 0) = 0, contacted_on desc, pledged_cents desc
    ) as pledge_by
  from person.contact
  where person_id = any ({people})
  order by person_id, contacted_on desc, source, record
) as contact on contact.person_id = shown.person_id
left join (
  {giving}
) as giving on giving.person_id = shown.person_id
left join (
  {giving_primary}
) as giving_primary on giving_primary.person_id = shown.person_id
left join (
  {giving_general}
) as giving_general on giving_general.person_id = shown.person_id
left join (
  select
    own.person_id, count(*) as count,
    (array_agg(concat_ws(' ', other.first_name, other.last_name) order by other.person_id))[:3]
      as names
  from person.person as own
  join person.person as other on other.household_id = own.household_id
  where own.person_id = any ({people}) and other.person_id <> own.person_id
    and coalesce(other.first_name, other.last_name) is not null
    and not other.is_confidential
    and coalesce(other.status not in ('removed', 'denied', 'preregistered'), true)
    and not coalesce(
      other.birth_year > extract(year from {as_of}) - 19 or other.age_at_year_end < 19, false)
    and not exists (
      select from person.contact
      where contact.person_id = other.person_id
        and contact.result in ('deceased', 'moved', 'do_not_contact'))
  group by own.person_id
) as housemates on housemates.person_id = shown.person_id
order by shown.place
