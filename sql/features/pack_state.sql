-- The state of the tables that a pack is made of: the last runs that wrote them, the server's counts of
-- changed rows, and the files that hold them. The server begins its counts anew after a crash, and says
-- when. $1 is the relation, $2 the day of an events set.
-- reads: run.run, pg_catalog.pg_class
-- writes: -
select
  concat_ws(
    ' ',
    (
      select concat('match ', max(run_id)) from run.run where stage = 'match'
    ),
    (
      select concat('features ', max(run_id)) from run.run
      where stage = 'features' and as_of = $2
    ),
    (
      select string_agg(
        concat(
          relation.relname, ' ', relation.relfilenode, ' ',
          pg_catalog.pg_stat_get_tuples_inserted(relation.oid), ' ',
          pg_catalog.pg_stat_get_tuples_updated(relation.oid), ' ',
          pg_catalog.pg_stat_get_tuples_deleted(relation.oid)), ' ' order by relation.relname)
      from pg_catalog.pg_class as relation
      where relation.oid = any (array[
        $1::text::regclass, 'person.person'::regclass, 'person.identity'::regclass]::oid[])
    ),
    'counted since', (select stats_reset from pg_catalog.pg_stat_bgwriter)
  ),
  pg_catalog.pg_table_size($1::text::regclass),
  pg_catalog.pg_relation_size($1::text::regclass) / current_setting('block_size')::bigint
