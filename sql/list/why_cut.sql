-- A list's latest cut, and what became of a person in it.
-- reads: list.cut, list.decision, list.entry
-- writes: -
select
  cut.cut_id, cut.as_of, cut.feature_set, cut.version_id, cut.election, cut.limit_cents,
  cut.definition, decision.person_id is not null, decision.reason, decision.rank, entry.turf,
  entry.contact_on, decision.withdrawn
from list.cut
left join list.decision on decision.cut_id = cut.cut_id and decision.person_id = $2
left join list.entry on entry.cut_id = cut.cut_id and entry.person_id = $2
where cut.list = $1
order by cut.cut_id desc
limit 1
