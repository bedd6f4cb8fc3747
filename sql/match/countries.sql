-- The countries, in the files' own words, from which changed people gave.
-- reads: person.receipt
-- writes: -
select distinct country
from person.receipt
where country is not null and person_id in (select person_id from pg_temp.changed)
order by country
