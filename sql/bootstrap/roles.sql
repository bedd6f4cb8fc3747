-- The roles of a server, made by its administrator; to be run again after an update of the program
-- (the private cluster does both by itself).
-- Login roles, one a stage group: owner migrates, and erases people with the rights of the others;
-- loader imports, matches and holds contests; data_team builds features, models, scores and lists and never sees
-- fec.*; reporter alone reads fec.* and writes nothing but summaries for leadership. field_staff and
-- leadership are groups for people's own logins, login_users all of those, for pg_hba.conf.
-- reads: -
-- writes: roles
do $$
declare
  name text;
begin
  foreach name in array array['owner', 'loader', 'data_team', 'reporter'] loop
    begin
      execute format('create role %I login', name);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  foreach name in array array['field_staff', 'leadership', 'login_users'] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  -- Tables of snapshots belong to loader, which makes them.
  if not pg_catalog.pg_has_role('owner', 'loader', 'member') then
    begin
      grant loader to owner;
    exception when unique_violation then null;
    end;
  end if;
end
$$;
