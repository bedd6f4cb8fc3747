-- A record that a snapshot alone made a person of its own, and that a voter file or a ledger has
-- shown to be someone known, is no longer that person.
-- reads: -
-- writes: person.identity
update person.identity
set undone_on = now(), decided_run = $1
where undone_on is null and evidence = 'first seen in a snapshot'
  and exists (
    select from person.identity as other
    where other.source = identity.source and other.record = identity.record
      and other.person_id <> identity.person_id and other.undone_on is null
  )
