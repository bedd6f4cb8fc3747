-- Every column of every table that can hold a text, a number or bytes.
-- reads: pg_catalog.pg_class
-- writes: -
select
  pg_namespace.nspname::text, pg_class.relname::text, pg_attribute.attname::text,
  case
    when element.typcategory = 'N' and pg_type.typcategory = 'A' then 'numbers'
    when pg_type.typcategory = 'N' then 'number'
    when pg_type.typname = 'bytea' then 'bytes'
    else 'text'
  end
from pg_catalog.pg_class
join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
join pg_catalog.pg_attribute on pg_attribute.attrelid = pg_class.oid
join pg_catalog.pg_type on pg_type.oid = pg_attribute.atttypid
left join pg_catalog.pg_type as element on element.oid = pg_type.typelem
where pg_class.relkind in ('r', 'm')
  and pg_namespace.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
  and pg_namespace.nspname not like 'pg\_temp%'
  and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
  and (
    pg_type.typcategory in ('N', 'S', 'A')
    or pg_type.typname in ('bytea', 'json', 'jsonb', 'name', 'xml')
  )
order by pg_namespace.nspname, pg_class.relname, pg_attribute.attnum
