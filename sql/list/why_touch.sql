-- What touched a person last, of the kinds that the campaign's cool-off counts.
-- reads: list.touch
-- writes: -
select
  touch.kind, touch.touched_on, touch.list,
  coalesce(touch.free_on, touch.touched_on + cool_off.days::integer) as free_on
from list.touch
left join unnest($2, $3) as cool_off (kind, days) on cool_off.kind = touch.kind
where touch.person_id = $1 and touch.list is distinct from $4
  and coalesce(touch.free_on, touch.touched_on + cool_off.days::integer) is not null
order by free_on desc, touch.kind
limit 1
