-- The themes of messages that were sent before a day.
-- reads: person.email_event
-- writes: -
select distinct theme
from person.email_event
where event = 'send' and theme is not null and occurred_on < $1
order by theme
