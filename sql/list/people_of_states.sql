-- Who of some people lives in some states.
-- reads: person.person
-- writes: -
select person_id from person.person where person_id = any ($1) and state = any ($2)
