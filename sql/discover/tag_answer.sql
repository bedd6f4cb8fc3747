-- People whose latest answer to a question before a day was this one.
-- reads: person.poll_answer
-- writes: -
select person_id
from (
  select distinct on (person_id) person_id, answer
  from person.poll_answer
  where question = {first} and asked_on < {as_of}
  order by person_id, asked_on desc, source, record desc
) as latest
where answer = {second}
