-- The people of each list's latest cut by county and the latest result since it was cut.
-- reads: list.cut, list.decision, person.voter, person.contact
-- writes: -
with latest as (
  select distinct on (list) cut_id, list, cut_at::date as cut_on
  from list.cut
  order by list, cut_id desc
),
listed as (
  select decision.person_id, latest.list, latest.cut_on
  from list.decision
  join latest on latest.cut_id = decision.cut_id
  where decision.rank is not null
),
residence as (
  select distinct on (person_id) person_id, county
  from person.voter
  order by person_id, known_on desc, batch_id desc, source, record
),
outcome as (
  select distinct on (listed.person_id, listed.list)
    listed.person_id, listed.list, contact.result
  from listed
  join person.contact
    on contact.person_id = listed.person_id and contact.contacted_on >= listed.cut_on
  order by listed.person_id, listed.list, contact.contacted_on desc, contact.source, contact.record desc
)
select
  listed.list, coalesce(residence.county, '(unknown)'), coalesce(outcome.result, 'none yet'),
  count(*)
from listed
left join residence on residence.person_id = listed.person_id
left join outcome on outcome.person_id = listed.person_id and outcome.list = listed.list
group by 1, 2, 3
order by 1, 2, 3
