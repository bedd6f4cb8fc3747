-- Room for joins of everyone to stay in memory, where the server's own measure is for many small statements;
-- no machine code for them, which takes longer to make than these statements spare by it; and people who are
-- looked up one by one found by index, since whoever was just read is in memory.
-- reads: -
-- writes: -
select
  set_config('work_mem', '128MB', true), set_config('jit', 'off', true),
  set_config('random_page_cost', '1.1', true)
