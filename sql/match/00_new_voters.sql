-- A person for each registration that has none, or that only a snapshot knew: the person of the
-- one donor that it is, by name and phone, e-mail or address, else a person of its own. JR and SR
-- are never one person.
-- reads: run.batch, source.voter, source.contribution, person.identity
-- writes: person.identity
with new_batch as (
  select batch_id from run.batch where matched_at is null and undone_at is null
),
new_voter as (
  select distinct on (voter.source, voter.record)
    voter.source, voter.record, voter.record_id, voter.name_key, voter.address_key, voter.phone,
    voter.email,
    coalesce(
      substring(upper(voter.suffix) from '\m(JR|SR|II|III|IV)\.?$'),
      substring(upper(voter.last_name) from '\m(JR|SR|II|III|IV)\.?$')
    ) as suffix
  from source.voter
  where voter.batch_id in (select batch_id from new_batch)
    and not exists (
      select from person.identity
      where identity.source = voter.source and identity.record = voter.record
        and identity.undone_on is null and identity.evidence <> 'first seen in a snapshot'
    )
  order by voter.source, voter.record, voter.batch_id desc
),
known_donor as (
  select distinct
    identity.person_id, donor.name_key, donor.address_key, donor.phone, donor.email,
    substring(upper(donor.last_name) from '\m(JR|SR|II|III|IV)\.?$') as suffix
  from source.contribution as donor
  join person.identity
    on identity.source = donor.source and identity.record = donor.donor_record
  where identity.undone_on is null and donor.name_key is not null
),
pair as (
  select new_voter.record_id, known_donor.person_id, 'name and e-mail' as tier
  from new_voter join known_donor using (name_key, email)
  where coalesce(known_donor.suffix = new_voter.suffix, true)
  union all
  select new_voter.record_id, known_donor.person_id, 'name and phone'
  from new_voter join known_donor using (name_key, phone)
  where coalesce(known_donor.suffix = new_voter.suffix, true)
  union all
  select new_voter.record_id, known_donor.person_id, 'name and address'
  from new_voter join known_donor using (name_key, address_key)
  where coalesce(known_donor.suffix = new_voter.suffix, true)
),
-- One donor for the registration and one registration for the donor, or no link at all.
one_donor as (
  select record_id, min(person_id) as person_id, min(tier) as tier
  from pair
  group by record_id
  having min(person_id) = max(person_id)
),
one_each as (
  select min(record_id) as record_id, person_id, min(tier) as tier
  from one_donor
  where person_id not in (
    select identity.person_id
    from person.identity
    join source.voter on voter.source = identity.source and voter.record = identity.record
    where identity.undone_on is null
  )
  group by person_id
  having count(*) = 1
)
insert into person.identity (person_id, source, record, tier, evidence, decided_run)
select
  coalesce(one_each.person_id, new_voter.record_id), new_voter.source, new_voter.record,
  coalesce(one_each.tier, 'own record'),
  case when one_each.tier is null then 'first seen' else 'one donor and one registration agree' end,
  $1
from new_voter
left join one_each on one_each.record_id = new_voter.record_id
on conflict (person_id, source, record) do update
set undone_on = null, tier = excluded.tier, evidence = excluded.evidence,
  decided_run = excluded.decided_run
