-- Everyone of a cut's universe, everyone contacted in so many days from a day on and everyone who
-- gave in them, with what came from each, by household. What is given back within the days is none.
-- reads: list.decision, person.person, person.contact, person.contribution
-- writes: -
select
  part.person_id, person.household_id, bool_or(part.is_considered), bool_or(part.is_allowed),
  bool_or(part.is_listed), bool_or(part.is_contacted), sum(part.amount_cents)::bigint
from (
  select
    person_id, true as is_considered,
    coalesce(
      reason in ('belowTheCut', 'phoneAlreadyListed', 'householdAlreadyListed', 'groupFull'), true
    ) as is_allowed,
    rank is not null as is_listed, false as is_contacted, 0::bigint as amount_cents
  from list.decision
  where cut_id = {cut}
  union all
  select person_id, false, false, false, true, 0
  from person.contact
  where contacted_on >= {as_of} and contacted_on < {as_of} + {days}
  union all
  select
    person_id, false, false, false, false,
    case
      when refunded_on < {as_of} + {days} then coalesce(amount_cents - refunded_cents, 0)
      else amount_cents
    end
  from person.contribution
  where contributed_on >= {as_of} and contributed_on < {as_of} + {days}
    and (
      refunded_on is null or refunded_on >= {as_of} + {days} or refunded_cents < amount_cents)
) as part
join person.person on person.person_id = part.person_id
group by part.person_id, person.household_id
order by person.household_id, part.person_id
