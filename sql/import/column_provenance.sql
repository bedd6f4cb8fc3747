-- The class of a column's values, where a layout fills it.
-- reads: -
-- writes: run.column_provenance
insert into run.column_provenance (target, column_name, provenance, layout)
values ($1, $2, $3, $4)
on conflict do nothing
