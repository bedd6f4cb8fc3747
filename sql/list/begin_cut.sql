-- A table for the decisions of a new cut.
-- reads: -
-- writes: -
select list.begin_cut($1::integer)
