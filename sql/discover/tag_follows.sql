-- People who are known to follow a star before a day.
-- reads: person.poll_answer
-- writes: -
select person_id from person.poll_answer
where question = 'star:' || {first} and answer = 'follows' and asked_on < {as_of}
