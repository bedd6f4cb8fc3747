-- Rows as of a day of some people as they are packed, with the record by which each is known.
-- reads: person.identity, feature.history
-- writes: -
copy (
  select
    feature.person_id, feature.as_of, 0, record.source, record.record
    {columns}
  from {relation} as feature
  left join (
    select distinct on (person_id) person_id, source, record
    from person.identity
    where undone_on is null and person_id between {first} and {last}
    order by person_id, (tier = 'own record') desc, source, record
  ) as record on record.person_id = feature.person_id
  where feature.as_of = {as_of} and feature.person_id between {first} and {last}
) to stdout (format binary)
