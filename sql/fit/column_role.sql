-- What a column of a snapshot may be used for.
-- reads: run.layout_column
-- writes: -
select role from run.layout_column where layout = $1 and column_name = $2
