-- The same for a snapshot's records; one that a voter file or another snapshot holds too is live
-- once.
-- reads: source.*, person.identity
-- writes: -
insert into pg_temp.live
select distinct identity.person_id, identity.source, identity.record
from person.identity
join source.{table} as snapshot
  on snapshot.source = identity.source and snapshot.record = identity.record
where identity.person_id in (select person_id from pg_temp.changed)
  and identity.undone_on is null
  and not exists (
    select from pg_temp.live
    where live.person_id = identity.person_id and live.source = identity.source
      and live.record = identity.record
  )
