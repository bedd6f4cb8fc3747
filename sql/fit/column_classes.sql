-- The classes of a snapshot's columns that the purpose $3 doesn't allow.
-- reads: run.column_provenance, run.permitted_use
-- writes: -
select distinct column_provenance.column_name, column_provenance.provenance
from run.column_provenance
left join run.permitted_use
  on permitted_use.provenance = column_provenance.provenance and permitted_use.purpose = $3
where column_provenance.target = $1 and column_provenance.column_name = any ($2)
  and permitted_use.purpose is null
order by column_provenance.column_name, column_provenance.provenance
