-- The files of batches.
-- reads: run.batch
-- writes: -
select distinct file_name
from run.batch
where batch_id = any($1)
order by file_name
