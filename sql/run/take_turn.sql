-- Waits until no other command changes a table, and keeps others from it until the transaction
-- ends. Who only reads goes on.
-- reads: -
-- writes: -
lock table {table} in share row exclusive mode
