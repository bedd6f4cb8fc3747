-- The people whose records changed since the last match: of new batches, of undone ones, and those
-- about whom this run decided anew.
-- reads: run.batch, source.voter, source.vote, source.contribution, person.identity, person.voter, person.vote, person.contribution
-- writes: -
create temporary table changed on commit drop as
with new_batch as (
  select batch_id from run.batch where matched_at is null and undone_at is null
),
undone_batch as (
  select batch_id from run.batch where undone_at is not null and undone_matched_at is null
),
-- A receipt may have been another donor's in an earlier file, and is that donor's again when the
-- later one is undone.
touched_receipt as (
  select source, record from source.contribution
  where batch_id in (select batch_id from new_batch)
  union
  select source, record from person.contribution
  where batch_id in (select batch_id from undone_batch)
),
new_record as (
  select source, record from source.voter where batch_id in (select batch_id from new_batch)
  union
  select source, record from source.vote where batch_id in (select batch_id from new_batch)
  union
  select contribution.source, contribution.donor_record
  from touched_receipt
  join source.contribution
    on contribution.source = touched_receipt.source
      and contribution.record = touched_receipt.record
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
select person_id from person.identity where decided_run = {run}::integer
