-- A phone of someone who asked not to be called is not called for anyone.
-- reads: person.do_not_call, person.phone
-- writes: person.suppressed_phone
insert into person.suppressed_phone (phone, since)
select phone.phone, min(do_not_call.since)
from person.do_not_call
join person.phone on phone.person_id = do_not_call.person_id
group by phone.phone
