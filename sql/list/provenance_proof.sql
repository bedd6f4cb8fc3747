-- Each column that a list shows, each feature that chooses its people (universe, quotas, turfs, event), and each
-- that a model of it goes by, with the class of its data, and by which law or terms that serves the list's purpose.
-- reads: list.cut, list.column_provenance, model.version, model.term_provenance, run.permitted_use
-- writes: -
select used.what, used.provenance, permitted_use.cite, permitted_use.checked_on
from (
  select 'on it' as kind, target || '.' || column_name as what, provenance, purpose
  from list.column_provenance
  where cut_id = $1
  union all
  select 'ranks', version.model || '.' || feature, term_provenance.provenance, term_provenance.purpose
  from list.cut
  join model.version on version.version_id = cut.version_id
  join model.term_provenance on term_provenance.version_id = cut.version_id
  where cut.cut_id = $1
) as used
left join run.permitted_use
  on permitted_use.provenance = used.provenance and permitted_use.purpose = used.purpose
order by used.kind desc, used.what, used.provenance
