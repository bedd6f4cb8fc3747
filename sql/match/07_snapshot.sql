-- A snapshot's rows of changed people.
-- reads: run.batch, source.*
-- writes: person.*
insert into person.{table} (person_id, source, record, batch_id, known_on, {columns})
select live.person_id, snapshot.source, snapshot.record, snapshot.batch_id, batch.known_on,
  {values}
from pg_temp.live
join source.{table} as snapshot
  on snapshot.source = live.source and snapshot.record = live.record
join run.batch on batch.batch_id = snapshot.batch_id
