-- What people gave in the days after a day, as history_rows.sql counts it.
-- reads: person.contribution
-- writes: -
select person_id, sum(amount_cents)::bigint
from person.contribution
where contributed_on >= $1 and contributed_on < $1 + $2::integer
  and (refunded_on is null or refunded_on >= $1 + $2::integer)
group by person_id
having sum(amount_cents) > 0
