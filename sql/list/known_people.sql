-- How many people of a snapshot are known from a voter file or a ledger.
-- reads: person.*
-- writes: -
select count(*)
from {relation} as feature
join person.person on person.person_id = feature.person_id
where person.is_voter or person.is_donor
