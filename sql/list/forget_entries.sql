-- Rows of a list's earlier cuts are no longer anybody's to call.
-- reads: list.cut
-- writes: list.entry
delete from list.entry
where cut_id in (select cut_id from list.cut where list = $1 and cut_id <> $2)
