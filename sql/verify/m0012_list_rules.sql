-- The new columns say what they hold, and touches are read with the reader's own rights.
-- reads: list.cut, list.entry, list.touch, list.pledge, person.contact, person.phone, source.voter
select relation || '.' || name
from (
  values ('list.cut', 'holdout_share'), ('list.cut', 'cost_cents'), ('list.entry', 'turf'),
    ('person.phone', 'kind'), ('person.contact', 'note'), ('source.voter', 'phone_kind')
) as column_of (relation, name)
where not exists (
  select from pg_attribute
  where attrelid = relation::regclass and attname = name
    and col_description(attrelid, attnum) is not null
)
union all
select name
from unnest(array['list.touch', 'list.pledge']) as name
where not exists (
  select from pg_class
  where oid = name::regclass and reloptions @> array['security_invoker=true']
)
