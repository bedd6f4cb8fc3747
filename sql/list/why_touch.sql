-- What touched a person last, of the kinds that the campaign's cool-off counts.
-- reads: list.touch
-- writes: -
select touch.kind, touch.touched_on, touch.list, touch.touched_on + cool_off.days::integer
from list.touch
join unnest($2, $3) as cool_off (kind, days) on cool_off.kind = touch.kind
where touch.person_id = $1 and touch.list is distinct from $4
order by touch.touched_on + cool_off.days::integer desc, touch.kind
limit 1
