-- Of a list's earlier cuts, who was listed and who was held out stays on record; why others weren't
-- is told anew.
-- reads: list.cut
-- writes: list.decision
delete from list.decision
where rank is null and reason <> 'heldOut' and cut_id in (select cut_id from list.cut where list = $1 and cut_id <> $2)
