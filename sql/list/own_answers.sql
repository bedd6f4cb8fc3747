-- What each person did with invitations to earlier events, a format and whether they are of those drawn by the
-- next one a row.
-- reads: person.attendance, feature.history
-- writes: -
select
  attendance.person_id, attendance.format, coalesce({drawn_by}, false) as is_drawn,
  count(*), count(*) filter (where {is_accepted})
from person.attendance
left join {relation} as feature
  on feature.person_id = attendance.person_id and feature.as_of = {as_of}
where attendance.event_on < {as_of} and attendance.attended is not null
group by 1, 2, 3
order by 1, 2
