-- The classes of the columns that the list shows; the database refuses a class that its purpose
-- doesn't allow.
-- reads: run.column_provenance, list.cut
-- writes: list.column_provenance
insert into list.column_provenance (cut_id, purpose, target, column_name, provenance)
select distinct cut.cut_id, cut.purpose, shown.target, shown.column_name, shown.provenance
from list.cut
join run.column_provenance as shown
  on shown.target in ('voter', 'contribution', 'contact') and shown.column_name = any ($2)
where cut.cut_id = $1
