-- A person for each record of a snapshot that has none: such files name nobody, so each record is
-- a person of its own, until a voter file or a ledger with that record says more.
-- reads: source.*, person.identity
-- writes: person.identity
insert into person.identity (person_id, source, record, tier, evidence, decided_run)
select distinct snapshot.record_id, snapshot.source, snapshot.record, 'own record',
  'first seen in a snapshot', {run}::integer
from source.{table} as snapshot
where not exists (
  select from person.identity
  where identity.source = snapshot.source and identity.record = snapshot.record
    and identity.undone_on is null
)
on conflict (person_id, source, record) do update
set undone_on = null, tier = excluded.tier, evidence = excluded.evidence,
  decided_run = excluded.decided_run
