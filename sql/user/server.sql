-- Whether this login may make others, and whether the server is one for people: TLS, SCRAM, groups.
-- reads: pg_catalog.pg_roles
-- writes: -
select
  rolcreaterole or rolsuper,
  current_setting('ssl') = 'on',
  current_setting('password_encryption') = 'scram-sha-256',
  (
    select count(*) = 3 from pg_catalog.pg_roles
    where rolname in ('field_staff', 'leadership', 'login_users')
  ),
  current_database()::text
from pg_catalog.pg_roles
where rolname = current_user
