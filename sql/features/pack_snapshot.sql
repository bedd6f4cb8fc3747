-- A snapshot's rows of some people as they are packed: the row that counts first of each.
-- reads: person.*
-- writes: -
copy (
  select
    feature.person_id, person.household_id, feature.known_on, feature.batch_id, feature.source,
    feature.record
    {columns}
  from {relation} as feature
  join person.person on person.person_id = feature.person_id
  where feature.person_id between {first} and {last}
  order by
    feature.person_id, feature.known_on desc, feature.batch_id desc, feature.source, feature.record
) to stdout (format binary)
