-- How many rows of protected classes name a person by a record that no file knows.
-- reads: probe.stated, person.identity
-- writes: -
select count(*)
from (
  select distinct stated.source, stated.record
  from probe.stated
  where not exists (
    select from person.identity
    where identity.source = stated.person_source and identity.record = stated.person_record
      and identity.undone_on is null
  )
) as unknown
