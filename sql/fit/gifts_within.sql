-- What people gave in the days after a day, as history_rows.sql counts it.
-- reads: person.contribution
-- writes: -
select person_id, sum(kept_cents)::bigint
from (
  select
    person_id,
    case
      when refunded_on < $1 + $2::integer then coalesce(amount_cents - refunded_cents, 0)
      else amount_cents
    end as kept_cents
  from person.contribution
  where contributed_on >= $1 and contributed_on < $1 + $2::integer
) as gift
group by person_id
having sum(kept_cents) > 0
