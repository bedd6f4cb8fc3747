-- Lists: who was listed, who was not and why, and the rows that a person's login may see.

create table list.cut (
  cut_id integer generated always as identity primary key,
  list text not null,
  run_id integer not null references run.run,
  purpose text not null references run.purpose,
  version_id integer not null references model.version,
  feature_set text not null,
  as_of date not null,
  capacity integer not null,
  election text,
  limit_cents bigint,
  definition text not null,
  cut_at timestamptz not null default now(),
  unique (cut_id, purpose),
  -- A list serves the purpose that its model was fitted for.
  foreign key (version_id, purpose, feature_set)
    references model.version (version_id, purpose, feature_set)
);
comment on table list.cut is 'one row a list cut';

create table list.column_provenance (
  cut_id integer not null,
  purpose text not null,
  target text not null,
  column_name text not null,
  provenance text not null,
  primary key (cut_id, target, column_name, provenance),
  foreign key (cut_id, purpose) references list.cut (cut_id, purpose),
  constraint list_column_must_be_permitted
    foreign key (provenance, purpose) references run.permitted_use
);
comment on table list.column_provenance is
  'one row a column on a list and a class of its data; the database refuses a class not permitted for the list''s purpose';

create table list.decision (
  person_id bigint not null,
  cut_id integer not null references list.cut,
  reason text,
  rank integer,
  primary key (person_id, cut_id),
  check ((reason is null) = (rank is not null))
);
comment on table list.decision is
  'one row a person of the universe and cut: a rank when listed, else the first reason why not';

create table list.entry (
  person_id bigint not null,
  cut_id integer not null references list.cut,
  assigned_to text not null,
  rank integer not null,
  name text,
  phone text,
  city text,
  ask_cents bigint,
  primary key (person_id, cut_id)
);
comment on table list.entry is
  'one row a listed person: copies of just what a caller needs, seen by the login it is assigned to';
alter table list.entry enable row level security;
alter table list.entry force row level security;
create policy data_team_writes on list.entry to data_team using (true) with check (true);
create policy own_rows on list.entry for select to field_staff
  using (assigned_to = current_user);

grant usage on schema list to field_staff;
grant select on list.entry to field_staff;
grant select, insert on all tables in schema list to data_team;
grant update, delete on list.decision to data_team;
grant delete on list.entry to data_team;
