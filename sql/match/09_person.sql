-- Changed people: the latest registration first, then the latest receipt. A phone that a donor
-- gave comes before the file's. Held for review is whoever gave from one of the countries $1, whatever
-- address came with a gift since, until the treasurer has cleared the source of their gifts so far.
-- reads: run.batch, source.voter, source.contribution, person.receipt, person.contribution, person.contact
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
    gift.state, gift.zip5, gift.phone, gift.email
  from pg_temp.live
  join source.contribution as gift
    on gift.source = live.source and gift.donor_record = live.record
  order by live.person_id, gift.contributed_on desc, gift.batch_id desc, gift.source, gift.record
),
foreign_gift as (
  select receipt.person_id, max(contribution.contributed_on) as latest_on
  from person.receipt
  join person.contribution
    on contribution.person_id = receipt.person_id and contribution.source = receipt.source
      and contribution.record = receipt.record
  where receipt.country = any ($1) and receipt.person_id in (select person_id from pg_temp.changed)
  group by receipt.person_id
),
cleared as (
  select person_id, max(contacted_on) as cleared_on
  from person.contact
  where result = 'source_cleared' and person_id in (select person_id from pg_temp.changed)
  group by person_id
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
  coalesce(foreign_gift.latest_on > coalesce(cleared.cleared_on, '-infinity'), false)
from someone
left join registration on registration.person_id = someone.person_id
left join receipt on receipt.person_id = someone.person_id
left join foreign_gift on foreign_gift.person_id = someone.person_id
left join cleared on cleared.person_id = someone.person_id
