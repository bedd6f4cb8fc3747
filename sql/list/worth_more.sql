-- How many people for whom there was no room are worth more than a contact costs.
-- reads: list.decision
-- writes: -
select count(*) from list.decision where cut_id = $1 and reason = 'belowTheCut' and value > $2
