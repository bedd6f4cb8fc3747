-- Whether there is such a person, and whether this login sees and may delete every row: by the rights
-- of loader, whose tables snapshots are, and where row security is forced by a policy of its own.
-- reads: person.identity, person.person
-- writes: -
select
  exists (select from person.identity where person_id = $1)
    or exists (select from person.person where person_id = $1),
  pg_catalog.pg_has_role(current_user, 'loader', 'usage')
    and not exists (
      select from pg_catalog.pg_class
      join pg_catalog.pg_namespace on pg_namespace.oid = pg_class.relnamespace
      where pg_class.relrowsecurity and not exists (
        select from pg_catalog.pg_policy
        where pg_policy.polrelid = pg_class.oid and pg_policy.polpermissive
          and (pg_policy.polcmd = '*' or pg_namespace.nspname = 'summary')
          and current_user::text::regrole::oid = any(pg_policy.polroles)
          and pg_catalog.pg_get_expr(pg_policy.polqual, pg_policy.polrelid) = 'true'
      )
    )
