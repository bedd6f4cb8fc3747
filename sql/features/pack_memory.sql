-- Memory for joins of everyone, and no machine code, which takes longer to make than it spares here: for
-- this transaction alone.
-- reads: -
-- writes: -
select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)
