-- How many rows of a batch were set aside for a reason.
-- reads: -
-- writes: run.reject_count
insert into run.reject_count (batch_id, reason, rows) values ($1, $2, $3)
