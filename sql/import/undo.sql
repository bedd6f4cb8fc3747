-- Marks a batch as undone; match takes its rows away from people.
-- reads: run.batch
-- writes: run.batch
update run.batch
set undone_at = now()
where batch_id = $1 and undone_at is null
returning target, layout, rows_loaded
