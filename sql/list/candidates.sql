-- The next candidates in rank order: their household, whether it is held out, their group, and the
-- phones that may be called, the best kind of line first, the donor's own before the file's. One
-- grouping: the planner knows nothing yet of a cut that this transaction made, and would compare all
-- with all.
-- reads: list.decision, score.person, score.uplift, person.person, person.phone, person.suppressed_phone, feature.history, person.*, run.sample_bucket
-- writes: -
with candidate as (
  select decision.person_id, {value}::float8 as value
  from list.decision
  join {scores} as score
    on score.person_id = decision.person_id and score.model = $1
  where decision.cut_id = $2 and decision.reason = $6
    and ({value} < $3 or ({value} = $3 and decision.person_id > $4))
  order by {value} desc, decision.person_id
  limit $5
)
select
  candidate.person_id, candidate.value,
  coalesce(
    array_agg(
      phone.phone
      order by
        case phone.kind
          when 'verified_cell' then 1
          when 'likely_cell' then 2
          when 'likely_landline' then 4
          when 'landline' then 5
          else 3
        end,
        phone.given_by, phone.phone
    ) filter (where phone.phone is not null and suppressed_phone.phone is null),
    '{}'),
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}) < {holdout_buckets}, {group}
from candidate
join person.person on person.person_id = candidate.person_id
{grouped}
left join person.phone on phone.person_id = candidate.person_id
left join {suppressed_phones} as suppressed_phone on suppressed_phone.phone = phone.phone
group by 1, 2, 4, 5, 6
order by candidate.value desc, candidate.person_id
