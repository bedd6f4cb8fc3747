-- People who clicked a message of a theme before a day.
-- reads: person.email_event
-- writes: -
select person_id from person.email_event
where theme = {first} and event = 'click' and occurred_on < {as_of}
