-- To how many events of each format people were invited before a day, and to how many they came or paid: but
-- for those of a star, where people were picked by coming to it.
-- reads: person.attendance
-- writes: -
select person_id, format, count(*), count(*) filter (where attended or paid_cents > 0)
from person.attendance
where person_id = any ($1) and event_on < $2 and ($3::text is null or star is distinct from $3)
group by person_id, format
order by format, person_id
