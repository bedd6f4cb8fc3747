-- A summary is published anew as a whole.
-- reads: -
-- writes: summary.*
delete from summary.{table}
