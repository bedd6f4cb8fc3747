-- Takes away what is known of changed people, to write it anew.
-- reads: -
-- writes: person.*
delete from person.{table} where person_id in (select person_id from pg_temp.changed)
