-- What became of a batch's rows.
-- reads: -
-- writes: run.batch
update run.batch
set rows_read = $2, rows_loaded = $3, rows_rejected = $4
where batch_id = $1
