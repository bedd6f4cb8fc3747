-- What the committee knew of each person at the end of the day before $1: gifts and refunds up to
-- then, elections up to then and registrations from files known by then. A row that became known
-- on or after $1 must change nothing.
-- reads: person.contribution, person.election, person.vote, person.voter, person.contact
-- writes: feature.history
with gift as (
  select
    person_id, contributed_on, is_recurring,
    case when refunded_on < $1 then coalesce(amount_cents - refunded_cents, 0) else amount_cents end
      as amount_cents,
    coalesce(refunded_on < $1 and coalesce(refunded_cents >= amount_cents, true), false) as is_refunded
  from person.contribution
  where contributed_on < $1
),
giving as (
  select
    person_id,
    count(*) filter (where not is_refunded) as gift_count,
    count(*) filter (where not is_refunded and contributed_on >= $1 - 365) as gift_count_1_year,
    sum(amount_cents) filter (where not is_refunded)::bigint as gift_total_cents,
    max(amount_cents) filter (where not is_refunded) as largest_gift_cents,
    round(avg(amount_cents) filter (where not is_refunded))::bigint as mean_gift_cents,
    max(contributed_on) filter (where not is_refunded) as latest_gift_on,
    min(contributed_on) filter (where not is_refunded) as first_gift_on,
    count(*) filter (where is_refunded) as refund_count,
    coalesce(bool_or(is_recurring and not is_refunded and contributed_on >= $1 - 45), false)
      as is_sustainer
  from gift
  group by person_id
),
latest_gift as (
  select gift.person_id, max(gift.amount_cents) as latest_gift_cents
  from gift
  join giving on giving.person_id = gift.person_id and giving.latest_gift_on = gift.contributed_on
  where not gift.is_refunded
  group by gift.person_id
),
recent_election as (
  select election_kind, election_on
  from (
    select
      election_kind, election_on,
      row_number() over (partition by election_kind order by election_on desc) as recency
    from person.election
    where election_on < $1 and known_on < $1 and election_kind in ('general', 'primary')
  ) as numbered
  where recency <= 4
),
voting as (
  select
    vote.person_id,
    count(distinct vote.election_on) filter (where vote.election_kind = 'general') as generals,
    count(distinct vote.election_on) filter (where vote.election_kind = 'primary') as primaries
  from person.vote
  join recent_election
    on recent_election.election_kind = vote.election_kind
      and recent_election.election_on = vote.election_on
  where vote.election_on < $1 and vote.known_on < $1
  group by vote.person_id
),
registration as (
  select distinct on (person_id) *
  from person.voter
  where known_on < $1
  order by person_id, known_on desc, batch_id desc, source, record
),
calls as (
  select
    person_id, count(*) as calls_90_days,
    count(*) filter (where result = 'canvassed') as conversations_90_days
  from person.contact
  where contacted_on < $1 and contacted_on >= $1 - 90
  group by person_id
),
known as (
  select person_id from registration
  union
  select person_id from giving
)
insert into feature.history (
  person_id, as_of, gift_count, gift_count_1_year, gift_total_cents, largest_gift_cents,
  latest_gift_cents, mean_gift_cents, days_since_latest_gift, days_since_first_gift, refund_count,
  is_sustainer, generals_voted_of_4, primaries_voted_of_4, age, sex, party, county,
  years_registered, household_voters, has_phone, calls_90_days, conversations_90_days
)
select
  known.person_id, $1,
  coalesce(giving.gift_count, 0), coalesce(giving.gift_count_1_year, 0),
  coalesce(giving.gift_total_cents, 0), giving.largest_gift_cents, latest_gift.latest_gift_cents,
  giving.mean_gift_cents, $1 - giving.latest_gift_on, $1 - giving.first_gift_on,
  coalesce(giving.refund_count, 0), coalesce(giving.is_sustainer, false),
  coalesce(voting.generals, 0), coalesce(voting.primaries, 0),
  extract(year from $1)::integer - registration.birth_year,
  registration.sex, registration.party, registration.county,
  round(($1 - registration.registered_on) / 365.25, 2)::double precision,
  registration.household_voters, coalesce(registration.has_phone, false),
  coalesce(calls.calls_90_days, 0), coalesce(calls.conversations_90_days, 0)
from known
left join giving on giving.person_id = known.person_id
left join latest_gift on latest_gift.person_id = known.person_id
left join voting on voting.person_id = known.person_id
left join registration on registration.person_id = known.person_id
left join calls on calls.person_id = known.person_id
