-- The wave that a cut invites.
-- reads: -
-- writes: list.wave
insert into list.wave (cut_id, event, event_on, wave, answer_by, seats)
values ($1, $2, $3, $4, $5, $6)
