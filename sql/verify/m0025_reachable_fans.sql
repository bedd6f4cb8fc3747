-- The column is there, and says what it counts.
-- reads: -
select 'cohort.match.reachable'
where not exists (
  select from pg_attribute
  where attrelid = 'cohort.match'::regclass and attname = 'reachable' and not attisdropped
    and col_description(attrelid, attnum) like 'fans who live%'
)
