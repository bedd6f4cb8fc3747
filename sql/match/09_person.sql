-- Changed people: the latest registration first, then the latest receipt. A phone that a donor
-- gave comes before the file's.
-- reads: run.batch, source.voter, source.contribution
-- writes: person.person
with registration as (
  select distinct on (live.person_id)
    live.person_id, voter.household_id, voter.first_name, voter.last_name, voter.street, voter.city,
    voter.state, voter.zip5, voter.phone, voter.email, voter.birth_year, voter.age_at_year_end,
    voter.status, voter.confidential
  from pg_temp.live
  join source.voter on voter.source = live.source and voter.record = live.record
  join run.batch on batch.batch_id = voter.batch_id
  order by live.person_id, batch.known_on desc, voter.batch_id desc, voter.source, voter.record
),
receipt as (
  select distinct on (live.person_id)
    live.person_id, gift.household_id, gift.first_name, gift.last_name, gift.street, gift.city,
    gift.state, gift.zip5, gift.phone, gift.email, gift.country
  from pg_temp.live
  join source.contribution as gift
    on gift.source = live.source and gift.donor_record = live.record
  order by live.person_id, gift.contributed_on desc, gift.batch_id desc, gift.source, gift.record
),
someone as (
  select distinct person_id from pg_temp.live
)
insert into person.person (
  person_id, household_id, first_name, last_name, street, city, state, zip5, phone, email,
  birth_year, age_at_year_end, status, is_voter, is_donor, is_confidential, is_foreign_address
)
select
  someone.person_id,
  coalesce(registration.household_id, receipt.household_id, someone.person_id),
  coalesce(registration.first_name, receipt.first_name),
  coalesce(registration.last_name, receipt.last_name),
  coalesce(registration.street, receipt.street), coalesce(registration.city, receipt.city),
  coalesce(registration.state, receipt.state), coalesce(registration.zip5, receipt.zip5),
  coalesce(receipt.phone, registration.phone), coalesce(receipt.email, registration.email),
  registration.birth_year, registration.age_at_year_end, registration.status,
  registration.person_id is not null, receipt.person_id is not null,
  coalesce(registration.confidential, false),
  coalesce(upper(receipt.country) not in ('US', 'USA', 'UNITED STATES'), false)
from someone
left join registration on registration.person_id = someone.person_id
left join receipt on receipt.person_id = someone.person_id
