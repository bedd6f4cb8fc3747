-- How everyone is read: tables side by side in the order of their keys, which takes no memory and half the
-- time of hashing a million people again and again, though the server's measure says otherwise where much
-- memory is allowed; no machine code, which takes longer to make than these statements spare by it; and
-- people who are looked up one by one found by index, since whoever was just read is in memory.
-- reads: -
-- writes: -
select
  set_config('work_mem', '4MB', true), set_config('jit', 'off', true),
  set_config('random_page_cost', '1.1', true)
