-- What placing people takes, one by one as they are named: their household, whether it is held out, their
-- groups, and the phones that may be called, the best kind of line first, the donor's own before the
-- file's.
-- reads: person.person, person.phone, person.suppressed_phone, feature.history, person.*, run.sample_bucket
-- writes: -
select
  candidate.place,
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
    ) filter (
      where phone.phone is not null and suppressed_phone.phone is null and {is_reachable}
    ),
    '{}'),
  person.household_id,
  run.sample_bucket(person.household_id, {factor}, {summand}) < {holdout_buckets}, {groups}
from unnest($1::bigint[]) with ordinality as candidate (person_id, place)
join person.person on person.person_id = candidate.person_id
{grouped}
left join person.phone on phone.person_id = candidate.person_id
left join {suppressed_phones} as suppressed_phone on suppressed_phone.phone = phone.phone
group by 1, 3, 4, 5
order by 1
