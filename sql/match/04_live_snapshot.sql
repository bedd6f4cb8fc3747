-- The same for a snapshot's records, which may be a voter file's or a ledger's too.
-- reads: source.*, person.identity
-- writes: -
insert into pg_temp.live
select distinct identity.person_id, identity.source, identity.record
from person.identity
join source.{table} as snapshot
  on snapshot.source = identity.source and snapshot.record = identity.record
where identity.person_id in (select person_id from pg_temp.changed)
  and identity.undone_on is null
except
select person_id, source, record from pg_temp.live
