-- Memory for putting rows in the order of people, for this transaction alone.
-- reads: -
-- writes: -
set local work_mem = '512MB'
