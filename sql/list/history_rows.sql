-- What a list shows of the people on it.
-- reads: list.decision, list.pledge, person.contact, person.person, person.contribution, score.person, score.uplift, feature.history
-- writes: -
select
  decision.person_id, decision.rank, person.first_name, person.last_name, person.street,
  person.city, person.state, person.zip5,
  latest.contributed_on, latest.amount_cents, coalesce(giving.given_cents, 0)::bigint,
  {standing}, score.source, score.record, person.household_id, {turf},
  latest.has_employer, latest.has_occupation,
  greatest(pledge.pledged_cents - pledge.paid_cents, 0), pledge.due_on, contact.contacted_on,
  contact.result, contact.note,
  {features}
from list.decision
join person.person on person.person_id = decision.person_id
join {scores} as score
  on score.person_id = decision.person_id and score.model = {model}
join {relation} as feature
  on feature.person_id = decision.person_id and feature.as_of = {as_of}
left join (
  select distinct on (person_id) person_id, contributed_on, amount_cents,
    has_employer, has_occupation
  from person.contribution
  where refunded_on is null
  order by person_id, contributed_on desc, amount_cents desc
) as latest on latest.person_id = decision.person_id
left join list.pledge on pledge.person_id = decision.person_id
left join (
  select distinct on (person_id)
    person_id, contacted_on, result,
    first_value(note) over (
      partition by person_id order by note is null, contacted_on desc, source, record
    ) as note
  from person.contact
  order by person_id, contacted_on desc, source, record
) as contact on contact.person_id = decision.person_id
left join (
  {giving}
) as giving on giving.person_id = decision.person_id
where decision.cut_id = {cut} and {shown}
order by decision.rank, decision.person_id
