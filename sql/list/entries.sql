-- Copies of just what a caller needs, for the login that the list is assigned to.
-- reads: person.person
-- writes: list.entry
insert into list.entry (
  person_id, cut_id, assigned_to, rank, name, phone, city, ask_cents, turf, contact_on,
  call_between
)
select
  shown.person_id, $1, shown.assigned_to, shown.rank,
  concat_ws(' ', person.first_name, person.last_name), nullif(shown.phone, ''), person.city,
  nullif(shown.ask_cents, 0), shown.turf, nullif(shown.contact_on, '')::date,
  nullif(shown.call_between, '')
from unnest($2, $3, $4, $5, $6, $7, $8, $9)
  as shown (person_id, rank, phone, ask_cents, turf, assigned_to, contact_on, call_between)
join person.person on person.person_id = shown.person_id
