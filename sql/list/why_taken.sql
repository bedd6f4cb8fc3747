-- Who of a cut's list shares a phone or the household with a person: the first of them.
-- reads: list.decision, person.phone, person.person
-- writes: -
select decision.person_id, decision.rank
from list.decision
where decision.cut_id = $2 and decision.rank is not null and decision.person_id <> $1
  and (
    decision.person_id in (
      select theirs.person_id
      from person.phone as own
      join person.phone as theirs on theirs.phone = own.phone
      where own.person_id = $1
    )
    or decision.person_id in (
      select theirs.person_id
      from person.person as own
      join person.person as theirs on theirs.household_id = own.household_id
      where own.person_id = $1
    )
  )
order by decision.rank
limit 1
