-- The type of a column that a snapshot's table has already.
-- reads: pg_catalog.pg_attribute
-- writes: -
select pg_catalog.format_type(pg_attribute.atttypid, pg_attribute.atttypmod)
from pg_catalog.pg_attribute
join pg_catalog.pg_class on pg_class.oid = pg_attribute.attrelid
join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
where pg_namespace.nspname = 'source' and pg_class.relname = $1
  and pg_attribute.attname = $2 and not pg_attribute.attisdropped
