-- Rows of a wave that is cut anew before it went out.
-- reads: -
-- writes: list.invitation
delete from list.invitation
where cut_id = $1
