-- What is known after a match.
-- reads: person.person
-- writes: -
select
  count(*),
  count(*) filter (where is_voter and is_donor),
  count(*) filter (where is_donor and not is_voter)
from person.person
