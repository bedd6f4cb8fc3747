-- Both columns are there and say what they hold.
-- reads: -
select name
from unnest(array['population_rate', 'contact_cost_cents']) as name
where not exists (
  select from pg_attribute
  where attrelid = 'model.version'::regclass and attname = name
    and col_description(attrelid, attnum) is not null
)
