-- The household of a person.
-- reads: person.person
-- writes: -
select household_id from person.person where person_id = $1
