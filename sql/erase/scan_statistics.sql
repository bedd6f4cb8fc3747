-- Columns of which the server's own statistics still tell of someone.
-- reads: pg_catalog.pg_stats
-- writes: -
select format('%I.%I', schemaname, tablename), attname::text
from pg_catalog.pg_stats
where schemaname not in ('pg_catalog', 'information_schema')
  and schemaname || '.' || tablename <> all ($3)
  and (
    lower(concat_ws(
      ' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text)) like any ($2)
    or most_common_vals::text::text[] && $1
    or histogram_bounds::text::text[] && $1
  )
order by 1, 2
