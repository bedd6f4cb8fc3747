-- People as they were on a day, with what they gave in the days after it.
-- reads: feature.history, person.person, person.contribution
-- writes: -
select
  feature.person_id,
  run.sample_bucket(person.household_id, {factor}, {summand}) < {training_buckets},
  coalesce(outcome.amount_cents, 0) > 0,
  coalesce(outcome.amount_cents, 0)::bigint,
  {highest}::bigint,
  person.household_id,
  {features}
from {relation} as feature
join person.person on person.person_id = feature.person_id
left join (
  select
    person_id,
    sum(
      case
        when refunded_on < {as_of} + {days} then coalesce(amount_cents - refunded_cents, 0)
        else amount_cents
      end
    )::bigint as amount_cents
  from person.contribution
  where contributed_on >= {as_of} and contributed_on < {as_of} + {days}
  group by person_id
) as outcome on outcome.person_id = feature.person_id
where feature.as_of = {as_of} and {conditions}
order by feature.person_id
