-- The snapshot layouts that have come in, with their columns.
-- reads: run.layout_column
-- writes: -
select layout, array_agg(column_name order by position, column_name)::text[]
from run.layout_column
group by layout
order by layout
