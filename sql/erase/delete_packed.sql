-- Packed rows hold many people each, and are made anew from what they were made of.
-- reads: -
-- writes: *
delete from {table}
