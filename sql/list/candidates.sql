-- The next candidates in rank order, with the phones that may be called: the donor's own first.
-- reads: list.decision, score.person, score.uplift, person.phone, person.suppressed_phone
-- writes: -
with candidate as (
  select decision.person_id, {value}::float8 as value
  from list.decision
  join {scores} as score
    on score.person_id = decision.person_id and score.model = $1
  where decision.cut_id = $2 and decision.reason = 'belowTheCut'
    and ({value} < $3 or ({value} = $3 and decision.person_id > $4))
  order by {value} desc, decision.person_id
  limit $5
)
select
  candidate.person_id, candidate.value,
  coalesce(
    array_agg(phone.phone order by phone.given_by, phone.phone)
      filter (where phone.phone is not null and suppressed_phone.phone is null),
    '{}')
from candidate
left join person.phone on phone.person_id = candidate.person_id
left join {suppressed_phones} as suppressed_phone on suppressed_phone.phone = phone.phone
group by candidate.person_id, candidate.value
order by candidate.value desc, candidate.person_id
