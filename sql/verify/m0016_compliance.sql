-- The table is there and says what one row of it is; report reads it, and nobody who models, cuts lists
-- or has a login of their own.
-- reads: person.receipt, source.contribution
select 'person.receipt'
where coalesce(obj_description(to_regclass('person.receipt'), 'pg_class'), '') not like 'one row%'
union all
select 'source.contribution.payment_method'
where not exists (
  select from pg_attribute
  where attrelid = 'source.contribution'::regclass and attname = 'payment_method'
    and not attisdropped
)
union all
select reader || ' may read person.receipt'
from unnest(array['data_team', 'field_staff', 'leadership']) as reader
where has_any_column_privilege(reader, 'person.receipt'::regclass, 'select')
union all
select 'reporter can not read person.receipt'
where not has_table_privilege('reporter', 'person.receipt'::regclass, 'select')
