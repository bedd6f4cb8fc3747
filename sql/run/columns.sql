-- The columns of a table, with their types.
-- reads: pg_catalog.pg_attribute
-- writes: -
select
  pg_attribute.attname::text,
  pg_catalog.format_type(pg_attribute.atttypid, pg_attribute.atttypmod)
from pg_catalog.pg_attribute
join pg_catalog.pg_class on pg_class.oid = pg_attribute.attrelid
join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
where pg_namespace.nspname = $1 and pg_class.relname = $2
  and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
order by pg_attribute.attnum
