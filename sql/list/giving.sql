-- What each person has given to an election, by all that the ledger holds today, whatever the day
-- of the list (or by what it held then, where the day is replayed): a gift designated for it, or one
-- designated for none and received after the election before it and no later than its day
-- (11 CFR 110.1(b)(2)).
-- reads: person.contribution
-- writes: -
select
  person_id,
  sum(
    case
      when refunded_on < {known_before} then coalesce(amount_cents - refunded_cents, 0)
      else amount_cents
    end
  )::bigint as given_cents
from person.contribution
where {of_whom} and contributed_on >= {cycle_start} and contributed_on < {known_before}
  and case
    when lower(replace(designation, ' ', '')) ~ {any_election}
      then lower(replace(designation, ' ', '')) ~ {this_election}
    else contributed_on > {previous_election_on} and contributed_on <= {election_on}
  end
group by person_id
