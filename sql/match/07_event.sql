-- Events of changed people (contacts, poll answers, attendance, e-mail), each as the file known
-- last states it; one that a later file gives to someone else is theirs alone.
-- reads: run.batch, source.*
-- writes: person.*
insert into person.{table} (person_id, source, record, batch_id, {columns})
select distinct on (event.source, event.record)
  live.person_id, event.source, event.record, event.batch_id, {values}
from pg_temp.live
join source.{table} as event
  on event.person_source = live.source and event.person_record = live.record
join run.batch on batch.batch_id = event.batch_id
where not exists (
  select from source.{table} as later
  join run.batch as later_batch on later_batch.batch_id = later.batch_id
  where later.source = event.source and later.record = event.record
    and (later.person_source, later.person_record) <> (event.person_source, event.person_record)
    and (later_batch.known_on, later.batch_id) > (batch.known_on, event.batch_id)
)
order by event.source, event.record, batch.known_on desc, event.batch_id desc
