-- Makes the decisions of a cut, once they are placed, a part of all decisions.
-- reads: -
-- writes: -
select list.end_cut($1::integer)
