-- The day of the latest gift, and the longest silence between two days with gifts in the year
-- before it.
-- reads: person.contribution
-- writes: -
select max(contributed_on), coalesce(max(contributed_on - previous_on), 0)::bigint
from (
  select contributed_on, lag(contributed_on) over (order by contributed_on) as previous_on
  from (
    select distinct contributed_on
    from person.contribution
    where contributed_on > (select max(contributed_on) from person.contribution) - 365
  ) as days
) as silences
