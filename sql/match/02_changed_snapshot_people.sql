-- The people of a snapshot whose records changed since the last match.
-- reads: run.batch, source.*, person.*
-- writes: -
insert into pg_temp.changed
select identity.person_id
from source.{table} as snapshot
join person.identity
  on identity.source = snapshot.source and identity.record = snapshot.record
join run.batch on batch.batch_id = snapshot.batch_id
where identity.undone_on is null and batch.matched_at is null
union
select snapshot.person_id
from person.{table} as snapshot
join run.batch on batch.batch_id = snapshot.batch_id
where batch.undone_at is not null and batch.undone_matched_at is null
