-- The day that a summary is true of.
-- reads: -
-- writes: summary.publication
insert into summary.publication (table_name, as_of)
values ($1, $2)
