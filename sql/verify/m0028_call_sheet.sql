-- Columns, views and the table are there; callers write the new boxes, and only the data team reads of numbers.
-- reads: -
select relation || '.' || name
from (
  values
    ('person.contribution', 'reference_code'), ('source.contact', 'call_back_on'),
    ('source.contact', 'pledge_by'), ('person.contact', 'call_back_on'),
    ('person.contact', 'pledge_by'), ('source.contribution', 'refunded_cents'),
    ('person.contribution', 'refunded_cents'), ('kept.receipt', 'refunded_cents'), ('list.outcome_inbox', 'call_back_on'),
    ('list.outcome_inbox', 'pledge_by'), ('list.touch', 'free_on'), ('list.number_touch', 'phone'),
    ('person.no_text_phone', 'phone')
) as added (relation, name)
where not exists (
  select from pg_attribute
  where attrelid = to_regclass(relation) and attname = name and not attisdropped
)
union all
select 'field_staff may not write list.outcome_inbox.' || name
from unnest(array['call_back_on', 'pledge_by']) as name
where not has_column_privilege('field_staff', 'list.outcome_inbox', name, 'insert')
union all
select reader || ' may read ' || relation
from unnest(array['reporter', 'field_staff', 'leadership']) as reader
cross join unnest(array['list.number_touch', 'person.no_text_phone']) as relation
where has_any_column_privilege(reader, relation::regclass, 'select')
