-- Who reads a snapshot by person.
-- reads: -
-- writes: person.*
grant select on person.{table} to data_team
