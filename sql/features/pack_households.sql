-- People of a range and their households, in whatever order: a list of them is put in order faster here.
-- reads: person.person
-- writes: -
copy (
  select person_id, household_id from person.person where person_id between {first} and {last}
) to stdout (format binary)
