-- What a list of a snapshot's people shows of them.
-- reads: list.decision, score.person, score.uplift, person.*
-- writes: -
select
  decision.person_id, decision.rank, null::text, null::text, null::text, null::text, null::text,
  null::text, null::date, null::bigint, 0::bigint,
  {standing}, score.source, score.record, decision.person_id, {turf}, null::boolean, null::boolean,
  null::bigint, null::date, null::date, null::text, null::text,
  {features}
from list.decision
join {scores} as score
  on score.person_id = decision.person_id and score.model = {model}
join (
  select distinct on (person_id) *
  from {relation}
  order by person_id, known_on desc, batch_id desc, source, record
) as feature on feature.person_id = decision.person_id
where decision.cut_id = {cut} and {shown}
order by decision.rank, decision.person_id
