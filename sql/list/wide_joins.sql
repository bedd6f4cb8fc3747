-- Room for joins of everyone to stay in memory: the server's own measure is for many small statements.
-- reads: -
-- writes: -
set local work_mem = '128MB'
