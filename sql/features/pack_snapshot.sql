-- A snapshot's rows of some people as they are packed. Neither their order nor their households are asked for
-- here: the server takes longer over both than over sending the rows.
-- reads: person.*
-- writes: -
copy (
  select
    feature.person_id, feature.known_on, feature.batch_id, feature.source, feature.record
    {columns}
  from {relation} as feature
  where {share} and feature.person_id between {first} and {last}
) to stdout (format binary)
