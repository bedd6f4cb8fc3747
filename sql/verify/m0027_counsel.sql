-- No voter file is there with a use beforehand, and who matches may take rows from callers.
-- reads: run.permitted_use
select 'run.permitted_use'
from run.permitted_use
where provenance like 'voter\_file:%' and cite like '%counsel confirms'
  and checked_on = date '2026-11-01'
  and not exists (select from model.version)
union all
select 'list.entry' where not has_table_privilege('loader', 'list.entry', 'DELETE')
