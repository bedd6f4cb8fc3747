-- A decision keeps what it was ranked by.
-- reads: -
select name
from unnest(array['value', 'withdrawn']) as name
where not exists (
  select from pg_catalog.pg_attribute
  where attrelid = to_regclass('list.decision') and attname = name
)
