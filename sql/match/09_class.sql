-- The protected classes of people, of each kind as the file known last says; a row that a later file gives to
-- someone else is theirs alone.
-- reads: run.batch, probe.stated, person.identity
-- writes: probe.person_class
with latest as (
  select distinct on (stated.source, stated.record) stated.*, batch.known_on
  from probe.stated
  join run.batch on batch.batch_id = stated.batch_id
  where (stated.source, stated.record) in (
    select own.source, own.record
    from probe.stated as own
    join person.identity
      on identity.source = own.person_source and identity.record = own.person_record
    where identity.undone_on is null
      and identity.person_id in (select person_id from pg_temp.class_changed)
  )
  order by stated.source, stated.record, batch.known_on desc, stated.batch_id desc
),
of_kind as (
  select person_source, person_record, source, record, batch_id, known_on, 'race' as kind, race as value
  from latest
  union all
  select person_source, person_record, source, record, batch_id, known_on, 'ethnicity', ethnicity
  from latest
  union all
  select person_source, person_record, source, record, batch_id, known_on, 'religion', religion
  from latest
  union all
  select person_source, person_record, source, record, batch_id, known_on, 'health', health from latest
  union all
  select person_source, person_record, source, record, batch_id, known_on, 'pregnancy', pregnancy
  from latest
  union all
  select person_source, person_record, source, record, batch_id, known_on, 'orientation', orientation
  from latest
)
insert into probe.person_class (person_id, kind, value, batch_id)
select distinct on (identity.person_id, of_kind.kind)
  identity.person_id, of_kind.kind, of_kind.value, of_kind.batch_id
from of_kind
join person.identity
  on identity.source = of_kind.person_source and identity.record = of_kind.person_record
where identity.undone_on is null and of_kind.value is not null
  and identity.person_id in (select person_id from pg_temp.class_changed)
order by identity.person_id, of_kind.kind, of_kind.known_on desc, of_kind.batch_id desc,
  of_kind.source, of_kind.record
