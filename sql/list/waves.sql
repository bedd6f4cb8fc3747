-- The waves of an event that a list has invited, each by its latest cut.
-- reads: list.wave, list.cut
-- writes: -
select distinct on (wave.wave) wave.wave, wave.cut_id, cut.as_of, wave.answer_by
from list.wave
join list.cut on cut.cut_id = wave.cut_id
where cut.list = $1 and wave.event = $2
order by wave.wave, wave.cut_id desc
