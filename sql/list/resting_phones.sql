-- The numbers at which nobody may be reached, and those that rest: dialled for anyone, or on another list, within
-- the days of the cool-off.
-- reads: person.suppressed_phone, list.number_touch
-- writes: -
select phone, reason
from {barred} as barred
union all
select number_touch.phone, 'resting'
from list.number_touch
left join unnest({kinds}::text[], {days}::bigint[]) as cool_off (kind, days)
  on cool_off.kind = number_touch.kind
where coalesce(number_touch.free_on, number_touch.touched_on + cool_off.days::integer) > {contact_on}
  and number_touch.touched_on < {known_before}
  and number_touch.list is distinct from {list}
