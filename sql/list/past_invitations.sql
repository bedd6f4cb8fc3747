-- What came of invitations to earlier events, an event and whether people are of those drawn by it a row: who
-- was invited, who accepted (said yes, or came without a word), came, said yes and came, said nothing and came.
-- reads: person.attendance, feature.history
-- writes: -
select
  attendance.format, attendance.event, coalesce({drawn_by}, false) as is_drawn,
  count(*),
  count(*) filter (where attendance.rsvp = 'yes' or attendance.attended),
  count(*) filter (where attendance.attended),
  count(*) filter (where attendance.rsvp = 'yes'),
  count(*) filter (where attendance.rsvp = 'yes' and attendance.attended),
  count(*) filter (where attendance.rsvp is null),
  count(*) filter (where attendance.rsvp is null and attendance.attended)
from person.attendance
left join {relation} as feature
  on feature.person_id = attendance.person_id and feature.as_of = {as_of}
where attendance.event_on < {as_of} and attendance.attended is not null
group by 1, 2, 3
order by 1, 2, 3
