-- Takes people off a list that is out, for a reason: they stay in the comparison with those held out.
-- reads: -
-- writes: list.decision
update list.decision
set withdrawn = $3
where cut_id = $1 and person_id = any ($2)
