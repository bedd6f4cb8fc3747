-- Takes the rows of an undone batch away.
-- reads: source.*, fec.*
-- writes: source.*, fec.*, probe.stated
delete from {table} where batch_id = {batch}
