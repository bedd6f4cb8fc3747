-- The batch that a file was loaded as.
-- reads: run.batch
-- writes: -
select batch_id
from run.batch
where layout = $1 and file_sha256 = $2 and undone_at is null
