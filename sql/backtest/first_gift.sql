-- The day of the first gift.
-- reads: person.contribution
-- writes: -
select min(contributed_on) from person.contribution
