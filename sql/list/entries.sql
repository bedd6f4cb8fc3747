-- Copies of just what a caller needs, for the login that the list is assigned to.
-- reads: list.decision, person.person
-- writes: list.entry
insert into list.entry (
  person_id, cut_id, assigned_to, rank, name, phone, city, ask_cents, turf, contact_on
)
select
  decision.person_id, decision.cut_id, shown.assigned_to, decision.rank,
  concat_ws(' ', person.first_name, person.last_name), nullif(shown.phone, ''), person.city,
  nullif(shown.ask_cents, 0), shown.turf, nullif(shown.contact_on, '')::date
from list.decision
join person.person on person.person_id = decision.person_id
join unnest($2, $3, $4, $5, $6, $7)
  as shown (person_id, phone, ask_cents, turf, assigned_to, contact_on)
  on shown.person_id = decision.person_id
where decision.cut_id = $1 and decision.rank is not null
