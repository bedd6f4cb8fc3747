-- A person for each donor record that has none, or that only a snapshot knew: the person of the one
-- registration that it is, by name and phone, e-mail or address; else of the donor records with its
-- name and e-mail; else a person of its own. A name's key is without the suffix, but JR and SR are
-- never one person.
-- reads: run.batch, source.voter, source.contribution, person.identity
-- writes: person.identity
with new_batch as (
  select batch_id from run.batch where matched_at is null and undone_at is null
),
donor as (
  select distinct on (contribution.source, contribution.donor_record)
    contribution.source, contribution.donor_record as record, contribution.record_id,
    contribution.name_key, contribution.address_key, contribution.phone, contribution.email,
    substring(upper(contribution.last_name) from '\m(JR|SR|II|III|IV)\.?$') as suffix,
    identity.person_id
  from source.contribution
  left join person.identity
    on identity.source = contribution.source and identity.record = contribution.donor_record
      and identity.undone_on is null and identity.evidence <> 'first seen in a snapshot'
  order by contribution.source, contribution.donor_record, contribution.contributed_on desc,
    contribution.record desc
),
voter as (
  select distinct on (voter.source, voter.record)
    identity.person_id, voter.name_key, voter.address_key, voter.phone, voter.email,
    coalesce(
      substring(upper(voter.suffix) from '\m(JR|SR|II|III|IV)\.?$'),
      substring(upper(voter.last_name) from '\m(JR|SR|II|III|IV)\.?$')
    ) as suffix
  from source.voter
  join person.identity on identity.source = voter.source and identity.record = voter.record
  where identity.undone_on is null and voter.name_key is not null
  order by voter.source, voter.record, voter.batch_id desc
),
pair as (
  select donor.source, donor.record, voter.person_id, 1 as tier
  from donor join voter using (name_key, email)
  where donor.person_id is null and coalesce(donor.suffix = voter.suffix, true)
  union all
  select donor.source, donor.record, voter.person_id, 2
  from donor join voter using (name_key, phone)
  where donor.person_id is null and coalesce(donor.suffix = voter.suffix, true)
  union all
  select donor.source, donor.record, voter.person_id, 3
  from donor join voter using (name_key, address_key)
  where donor.person_id is null and coalesce(donor.suffix = voter.suffix, true)
),
-- All tiers must point at the same registration: father and son at one address give no link.
one_voter as (
  select source, record, min(person_id) as person_id, min(tier) as tier
  from pair
  group by source, record
  having min(person_id) = max(person_id)
),
same_donor as (
  select
    donor.source, donor.record, donor.record_id, donor.person_id as known_person,
    one_voter.person_id as voter_person, one_voter.tier,
    min(coalesce(one_voter.person_id, donor.person_id)) over same as least_person,
    max(coalesce(one_voter.person_id, donor.person_id)) over same as most_person,
    min(donor.record_id) over same as least_record,
    donor.name_key is not null and donor.email is not null
      and min(donor.suffix) over same is not distinct from max(donor.suffix) over same as has_key
  from donor
  left join one_voter on one_voter.source = donor.source and one_voter.record = donor.record
  window same as (
    partition by coalesce(donor.name_key, donor.source || donor.record),
      coalesce(donor.email, donor.source || donor.record)
  )
)
insert into person.identity (person_id, source, record, tier, evidence, decided_run)
select
  case
    when voter_person is not null then voter_person
    when has_key and least_person = most_person then least_person
    when has_key and least_person is null then least_record
    else record_id
  end,
  source, record,
  case
    when tier = 1 then 'name and e-mail'
    when tier = 2 then 'name and phone'
    when tier = 3 then 'name and address'
    when has_key and coalesce(least_person = most_person, least_record <> record_id)
      then 'name and e-mail'
    else 'own record'
  end,
  case
    when tier is not null then 'one registration agrees'
    when has_key and coalesce(least_person = most_person, least_record <> record_id)
      then 'another donor record agrees'
    else 'first seen'
  end,
  $1
from same_donor
where known_person is null
on conflict (person_id, source, record) do update
set undone_on = null, tier = excluded.tier, evidence = excluded.evidence,
  decided_run = excluded.decided_run
