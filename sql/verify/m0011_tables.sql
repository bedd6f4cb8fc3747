-- Axes and segments are there and say what one row is, the new columns what they hold, and every table
-- has axes.
-- reads: model.term, model.term_axis
select name
from unnest(array['model.term_axis', 'model.segment']) as name
where coalesce(obj_description(to_regclass(name), 'pg_class'), '') not like 'one row%'
union all
select relation || '.' || name
from (
  values ('model.term', 'cell_values'), ('model.term', 'standard_error'),
    ('model.term', 'household_error'),
    ('model.version', 'terms')
) as column_of (relation, name)
where not exists (
  select from pg_attribute
  where attrelid = relation::regclass and attname = name
    and col_description(attrelid, attnum) is not null
)
union all
select 'term ' || term.position || ' of version ' || term.version_id
from model.term
where term.kind = 'table' and not exists (
  select from model.term_axis
  where term_axis.version_id = term.version_id and term_axis.position = term.position
)
