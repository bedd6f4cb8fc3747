-- Callers write pledges and notes, and the server keeps no statistics of them.
-- reads: list.outcome_inbox
select name
from unnest(array['pledged_cents', 'pledge_due_on', 'note']) as name
left join pg_attribute on attrelid = to_regclass('list.outcome_inbox') and attname = name
where attstattarget is distinct from 0
  or not has_column_privilege('field_staff', 'list.outcome_inbox', name, 'insert')
