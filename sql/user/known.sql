-- A role of this name, and whether it is a person's login.
-- reads: pg_catalog.pg_roles
-- writes: -
select pg_catalog.pg_has_role(oid, 'login_users', 'member') and not rolsuper
from pg_catalog.pg_roles
where rolname = $1
