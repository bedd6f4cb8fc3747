-- Registrations of changed people. The size of a household is counted here, where rows may still
-- meet off the person: a batch's files never change.
-- reads: run.batch, source.voter
-- writes: person.voter
with household as (
  select batch_id, household_id, count(*)::integer as household_voters
  from source.voter
  where household_id is not null
    and batch_id in (
      select voter.batch_id
      from source.voter
      join pg_temp.live on live.source = voter.source and live.record = voter.record
    )
  group by batch_id, household_id
)
insert into person.voter (
  person_id, source, record, batch_id, known_on, household_voters, has_phone, sex, birth_year,
  age_at_year_end, party, county, precinct, registered_on, status
)
select
  live.person_id, voter.source, voter.record, voter.batch_id, batch.known_on,
  household.household_voters, voter.phone is not null, voter.sex, voter.birth_year,
  voter.age_at_year_end, voter.party, voter.county, voter.precinct, voter.registered_on,
  voter.status
from pg_temp.live
join source.voter on voter.source = live.source and voter.record = live.record
join run.batch on batch.batch_id = voter.batch_id
left join household
  on household.batch_id = voter.batch_id and household.household_id = voter.household_id
