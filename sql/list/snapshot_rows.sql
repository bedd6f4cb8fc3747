-- What a list of a snapshot's people shows of them.
-- reads: score.person, score.uplift, person.*
-- writes: -
select
  shown.person_id, shown.place, null::text, null::text, null::text, null::text, null::text,
  null::text, null::bigint[], null::bigint[], 0::bigint,
  {standing}, score.source, score.record, shown.person_id, {turf}, null::bigint, null::date, null::date, null::text, null::text, 0::bigint, 0::bigint, null::bigint[],
  null::text[], null::text[], null::text, null::text[], 0::bigint, 0::bigint, 0::bigint, null::date,
  null::text,
  {features}
from unnest({people}::bigint[]) with ordinality as shown (person_id, place)
join {scores} as score
  on score.person_id = shown.person_id and score.model = {model}
join (
  select distinct on (person_id) *
  from {relation}
  order by person_id, known_on desc, batch_id desc, source, record
) as feature on feature.person_id = shown.person_id
order by shown.place
