-- Everyone whom any list has invited to an event, but for rows of a wave that was cut anew; and whether they
-- were taken off it since.
-- reads: list.wave, list.cut, list.invitation, list.decision, person.person
-- writes: -
with latest as (
  select distinct on (cut.list, wave.wave) wave.cut_id, wave.wave, wave.answer_by
  from list.wave
  join list.cut on cut.cut_id = wave.cut_id
  where wave.event = $1
  order by cut.list, wave.wave, wave.cut_id desc
)
select
  invitation.person_id, person.household_id, latest.cut_id, latest.wave, latest.answer_by,
  invitation.seats::integer, invitation.price_cents, invitation.accept_chance, invitation.is_drawn,
  decision.withdrawn is not null
from latest
join list.invitation on invitation.cut_id = latest.cut_id
left join list.decision
  on decision.person_id = invitation.person_id and decision.cut_id = invitation.cut_id
join person.person on person.person_id = invitation.person_id
order by latest.cut_id, invitation.person_id
