-- What each person who was invited to an event has answered, by the latest file that says it.
-- reads: person.attendance, person.person
-- writes: -
select distinct on (attendance.person_id)
  attendance.person_id, person.household_id, attendance.rsvp, attendance.guests::integer,
  attendance.attended
from person.attendance
join person.person on person.person_id = attendance.person_id
where attendance.event = $1
order by attendance.person_id, attendance.batch_id desc, attendance.source, attendance.record
