-- The server's statistics of a table, gathered anew: its samples must not hold what is gone.
-- reads: -
-- writes: -
analyze {table}
