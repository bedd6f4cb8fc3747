-- The people of events (contacts, poll answers, attendance, e-mail) that are new or undone. An
-- event may have been another person's in an earlier file, and is that person's again when the
-- later one is undone.
-- reads: run.batch, source.*, person.*, person.identity
-- writes: -
insert into pg_temp.changed
with undone_batch as (
  select batch_id from run.batch where undone_at is not null and undone_matched_at is null
),
touched as (
  select source, record
  from source.{table}
  where batch_id in (
    select batch_id from run.batch where matched_at is null and undone_at is null
  )
  union
  select source, record from person.{table}
  where batch_id in (select batch_id from undone_batch)
)
select identity.person_id
from touched
join source.{table} as event
  on event.source = touched.source and event.record = touched.record
join person.identity
  on identity.source = event.person_source and identity.record = event.person_record
where identity.undone_on is null
union
select person_id from person.{table} where batch_id in (select batch_id from undone_batch)
