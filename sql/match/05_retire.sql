-- A decision about a record that no batch holds any more is undone, and stays on record.
-- reads: -
-- writes: person.identity
update person.identity
set undone_on = now()
where undone_on is null
  and person_id in (select person_id from pg_temp.changed)
  and not exists (
    select from pg_temp.live
    where live.person_id = identity.person_id and live.source = identity.source
      and live.record = identity.record
  )
