-- The columns are there, and say what the flags beside them say.
-- reads: -
select 'person.contribution.' || name
from unnest(array['employer', 'occupation']) as name
where not exists (
  select from pg_attribute
  where attrelid = 'person.contribution'::regclass and attname = name and not attisdropped
)
