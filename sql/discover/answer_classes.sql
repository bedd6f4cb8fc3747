-- The classes of what people answered, attended or clicked that the purpose $2 doesn't allow; of a set's columns
-- $3, null for all.
-- reads: run.column_provenance, run.permitted_use
-- writes: -
select distinct column_provenance.column_name, column_provenance.provenance
from run.column_provenance
left join run.permitted_use
  on permitted_use.provenance = column_provenance.provenance and permitted_use.purpose = $2
where column_provenance.target = $1 and permitted_use.purpose is null
  and ($3::text[] is null or column_provenance.column_name = any ($3))
order by 1, 2
