-- What the administrator of a shared server runs once in the campaign's database, after
-- `groundswell db migrate` and again after an update (docs/security.md): nobody makes large objects, no row
-- comes into the server's log with an error, and where pgaudit is loaded, every read and change of people's rows is on record.
-- reads: -
-- writes: roles, rights
do $$
declare
  made text;
begin
  foreach made in array array[
    'lo_creat(integer)', 'lo_create(oid)', 'lo_from_bytea(oid, bytea)', 'lo_open(oid, integer)',
    'lo_put(oid, bigint, bytea)', 'lowrite(integer, bytea)', 'lo_unlink(oid)',
    'lo_truncate(integer, integer)', 'lo_truncate64(integer, bigint)'
  ] loop
    execute format('revoke execute on function pg_catalog.%s from public', made);
  end loop;
  -- Nor do rows and keys come into the log with an error, or the statement that met it.
  foreach made in array array[
    'log_error_verbosity = terse', 'log_min_error_statement = panic',
    'log_parameter_max_length_on_error = 0'
  ] loop
    execute format('alter database %I set %s', current_database(), made);
  end loop;
  if current_setting('shared_preload_libraries') !~ 'pgaudit' then
    raise warning 'pgaudit is not loaded: reads of people''s rows are not on record';
    return;
  end if;
  create extension if not exists pgaudit with schema public;
  begin
    create role auditor nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  grant select, insert, update, delete
    on all tables in schema source, fec, person, feature, score, list, kept, contest, probe to auditor;
  execute format('alter database %I set pgaudit.role = %L', current_database(), 'auditor');
  -- Values that programs bind to statements stay out of that record.
  execute format('alter database %I set pgaudit.log_parameter = off', current_database());
end
$$;
