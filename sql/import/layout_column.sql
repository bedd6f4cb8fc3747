-- A column of a snapshot layout and what it may be used for.
-- reads: -
-- writes: run.layout_column
insert into run.layout_column (layout, position, column_name, role, type, says)
values ($1, $2, $3, $4, $5, $6)
on conflict (layout, column_name) do update
set position = excluded.position, role = excluded.role, type = excluded.type, says = excluded.says
