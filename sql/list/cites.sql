-- By which law or terms the list's data serve its purpose.
-- reads: list.column_provenance, model.term_provenance, run.permitted_use, list.cut
-- writes: -
select distinct permitted_use.provenance, permitted_use.cite, permitted_use.checked_on
from run.permitted_use
join (
  select column_provenance.provenance, column_provenance.purpose
  from list.column_provenance
  where column_provenance.cut_id = $1
  union
  select term_provenance.provenance, term_provenance.purpose
  from list.cut
  join model.term_provenance on term_provenance.version_id = cut.version_id
  where cut.cut_id = $1
) as used
  on used.provenance = permitted_use.provenance and used.purpose = permitted_use.purpose
order by permitted_use.provenance
