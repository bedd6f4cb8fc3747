-- How many people clicked a message of a theme before a day of which the file holds no send to them.
-- reads: person.email_event
-- writes: -
select count(distinct person_id)
from (
  select person_id
  from person.email_event
  where theme = $1 and occurred_on < $2
  group by person_id, message
  having bool_or(event = 'click') and not bool_or(event = 'send')
) as message
