-- The roles of a server, made once by its administrator (the private cluster does it by itself).
-- Login roles, one a stage group: owner migrates; loader imports and matches; data_team builds
-- features, models, scores and lists and never sees fec.*; reporter alone reads fec.* and writes
-- nothing. field_staff and leadership are groups for people's own logins.
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
  foreach name in array array['field_staff', 'leadership'] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
end
$$;
