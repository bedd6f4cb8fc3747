-- Rows of those taken off a list are nobody's to call.
-- reads: -
-- writes: list.entry
delete from list.entry
where cut_id = $1 and person_id = any ($2)
