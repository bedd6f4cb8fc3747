-- The people whose records changed since the last match: of new batches, and of undone ones.
-- reads: run.batch, source.voter, source.vote, source.contribution, source.contact, person.identity, person.voter, person.vote, person.contribution, person.contact
-- writes: -
create temporary table changed on commit drop as
with new_batch as (
  select batch_id from run.batch where matched_at is null and undone_at is null
),
undone_batch as (
  select batch_id from run.batch where undone_at is not null and undone_matched_at is null
),
new_record as (
  select source, record from source.voter where batch_id in (select batch_id from new_batch)
  union
  select source, record from source.vote where batch_id in (select batch_id from new_batch)
  union
  select source, donor_record from source.contribution
  where batch_id in (select batch_id from new_batch)
  union
  select person_source, person_record from source.contact
  where batch_id in (select batch_id from new_batch)
)
select identity.person_id
from new_record
join person.identity
  on identity.source = new_record.source and identity.record = new_record.record
where identity.undone_on is null
union
select person_id from person.voter where batch_id in (select batch_id from undone_batch)
union
select person_id from person.vote where batch_id in (select batch_id from undone_batch)
union
select person_id from person.contribution where batch_id in (select batch_id from undone_batch)
union
select person_id from person.contact where batch_id in (select batch_id from undone_batch)
