-- A person's rows of a table.
-- reads: -
-- writes: *
delete from {table} where person_id = {person}
