-- How many people a snapshot holds.
-- reads: person.*
-- writes: -
select count(distinct person_id) from {table}
