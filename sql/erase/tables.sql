-- The tables that hold rows of people, and how a row says whose it is: by person_id, by the record of a
-- person (person_source and person_record), of a donor (source and donor_record) or of its own
-- (source and record); or packed, with many people in a row, or an account of such rows.
-- reads: pg_catalog.pg_class
-- writes: -
select
  pg_namespace.nspname::text, pg_class.relname::text,
  case
    when pg_namespace.nspname = 'feature'
      and ('bytea' = any(array_agg(pg_type.typname::text))
        or 'made_of' = any(array_agg(pg_attribute.attname::text)))
      then 'packed'
    when 'person_id' = any(array_agg(pg_attribute.attname::text)) then 'person'
    when pg_namespace.nspname not in ('source', 'probe') then null
    when 'person_record' = any(array_agg(pg_attribute.attname::text)) then 'event'
    when 'donor_record' = any(array_agg(pg_attribute.attname::text)) then 'receipt'
    when 'record' = any(array_agg(pg_attribute.attname::text)) then 'record'
  end
from pg_catalog.pg_class
join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
join pg_catalog.pg_attribute on pg_attribute.attrelid = pg_class.oid
join pg_catalog.pg_type on pg_type.oid = pg_attribute.atttypid
where pg_class.relkind in ('r', 'p') and not pg_class.relispartition
  and pg_namespace.nspname in ('source', 'person', 'feature', 'model', 'score', 'list', 'probe')
  and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
group by pg_namespace.nspname, pg_class.relname
order by pg_namespace.nspname, pg_class.relname
