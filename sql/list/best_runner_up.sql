-- What the first below a cut was worth.
-- reads: list.decision
-- writes: -
select max(value) from list.decision where cut_id = $1 and reason = 'belowTheCut'
