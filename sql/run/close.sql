-- A run of a stage has ended.
-- reads: -
-- writes: run.run
update run.run set finished_at = clock_timestamp(), summary = $2 where run_id = $1
