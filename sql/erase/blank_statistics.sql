-- The samples of a table that has become empty, which `analyze` leaves alone: a row of nobody's takes their place
-- and goes. Where a constraint refuses such a row they stay, and the search says so.
-- reads: run.batch, list.cut, pg_catalog.pg_attribute, pg_catalog.pg_type
-- writes: *
do $$
declare
  names text;
  blanks text;
begin
  if exists (select from {table}) then
    return;
  end if;
  select
    string_agg(format('%I', attname), ', ' order by attnum),
    string_agg(
      case
        when attname = 'batch_id' then (select max(batch_id) from run.batch)::text
        when attname = 'cut_id' then (select max(cut_id) from list.cut)::text
        when typcategory = 'N' then '0'
        when typcategory = 'D' then '''2000-01-01'''
        when typcategory = 'B' then 'false'
        when typcategory = 'A' then '''{}'''
        else ''''''
      end, ', ' order by attnum)
  into names, blanks
  from pg_catalog.pg_attribute
  join pg_catalog.pg_type on pg_type.oid = atttypid
  where attrelid = {name}::regclass and attnum > 0 and not attisdropped and attnotnull
    and attidentity = '' and attgenerated = '';
  execute format('insert into %s (%s) values (%s)', {name}, names, blanks);
  analyze {table};
  delete from {table};
exception when integrity_constraint_violation or syntax_error then
  null;
end
$$
