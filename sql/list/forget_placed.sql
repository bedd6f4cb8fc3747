-- Takes the decisions of people away, to write them down as they were placed.
-- reads: -
-- writes: list.decision
delete from list.decision
where cut_id = $1 and person_id = any ($2)
