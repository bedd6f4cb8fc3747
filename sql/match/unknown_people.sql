-- How many events name a person by a record that no file knows.
-- reads: source.*, person.identity
-- writes: -
select count(*)
from (
  select distinct event.source, event.record
  from source.{table} as event
  where not exists (
    select from person.identity
    where identity.source = event.person_source and identity.record = event.person_record
      and identity.undone_on is null
  )
) as unknown
