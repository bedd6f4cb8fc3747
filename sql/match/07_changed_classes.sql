-- The people whose protected classes are to be written anew: the changed ones, and those whom a new or an
-- undone file states. A row may have been another person's in an earlier file, and is that person's again
-- when the later one is undone.
-- reads: run.batch, probe.stated, probe.person_class, person.identity
-- writes: -
create temporary table class_changed on commit drop as
with touched_batch as (
  select batch_id from run.batch
  where target = 'protected_class'
    and (
      matched_at is null and undone_at is null
      or undone_at is not null and undone_matched_at is null
    )
),
touched as (
  select source, record from probe.stated
  where batch_id in (select batch_id from touched_batch)
)
select identity.person_id
from touched
join probe.stated on stated.source = touched.source and stated.record = touched.record
join person.identity
  on identity.source = stated.person_source and identity.record = stated.person_record
where identity.undone_on is null
union
select person_id from probe.person_class where batch_id in (select batch_id from touched_batch)
union
select person_id from pg_temp.changed
