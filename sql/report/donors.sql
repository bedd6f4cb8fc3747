-- Donors of a cycle by county and by what they gave in it, less what was given back: from day $1 to
-- the day before $2.
-- reads: person.contribution, person.voter
-- writes: -
with given as (
  select
    person_id,
    sum(
      case
        when refunded_on < $2 then coalesce(amount_cents - refunded_cents, 0) else amount_cents
      end
    ) as total_cents
  from person.contribution
  where contributed_on >= $1 and contributed_on < $2
  group by person_id
),
residence as (
  select distinct on (person_id) person_id, county
  from person.voter
  order by person_id, known_on desc, batch_id desc, source, record
)
select
  coalesce(residence.county, '(unknown)'),
  case
    when given.total_cents <= 20000 then '1: up to $200'
    when given.total_cents <= 100000 then '2: $200.01 to $1,000'
    else '3: over $1,000'
  end,
  count(*)
from given
left join residence on residence.person_id = given.person_id
where given.total_cents > 0
group by 1, 2
order by 1, 2
