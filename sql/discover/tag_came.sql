-- People who came to an event of a format before a day, or paid for one: but for those of a star, by whom people
-- are told apart.
-- reads: person.attendance
-- writes: -
select person_id from person.attendance
where format = {first} and (attended or paid_cents > 0) and event_on < {as_of}
  and ({second}::text is null or star is distinct from {second})
