-- Features packed for reading many people at once: the rows of a feature set in blocks of people. The
-- row tables stay what is true and what people query; a pack may be thrown away at any time.

create table feature.pack (
  feature_set text not null references feature.feature_set,
  as_of date not null,
  made_of text not null,
  made_at timestamptz not null default now(),
  people bigint not null,
  rows bigint not null,
  columns text[] not null,
  kinds text[] not null,
  levels text[] not null,
  level_counts bigint[] not null,
  primary key (feature_set, as_of)
);
comment on table feature.pack is
  'one row a packed set and day (0001-01-01 of a snapshot, whose rows have days of their own): its columns, their levels one after another, and the state of the tables that it was made of; another state, and it is not read';

create table feature.pack_block (
  person_id bigint not null,
  feature_set text not null references feature.feature_set,
  as_of date not null,
  last_person_id bigint not null,
  rows integer not null,
  content bytea not null,
  primary key (person_id, feature_set, as_of)
);
comment on table feature.pack_block is
  'one row a thousand rows of a packed set, all of a person''s together: person_id is the first of them';

-- Bytes that are packed already aren't compressed, and the server takes no samples of them.
alter table feature.pack_block alter column content set storage external;
alter table feature.pack_block alter column content set statistics 0;
alter table feature.pack alter column levels set statistics 0;

grant select, insert, delete on feature.pack, feature.pack_block to data_team;

-- Scores of many people are written into a table of their own, which takes the place of the model's
-- scores before: no row is deleted one by one, and nothing is left behind to be cleaned up. What is
-- scored row by row stands in score.person_by_row.
alter table score.person rename to person_by_row;
alter index score.person_pkey rename to person_by_row_pkey;
create table score.person (
  like score.person_by_row including constraints,
  primary key (person_id, model),
  foreign key (version_id) references model.version
) partition by list (model);
comment on table score.person is
  'one row a person and model: the chance, and that chance times the band mean gift';
comment on table score.person_by_row is
  'one row a person and model that was scored row by row: the part of score.person for models without one';
alter table score.person attach partition score.person_by_row default;
grant select, insert, delete on score.person to data_team;

-- The name of the table that holds a model's scores.
create function score.part_name(model text) returns text
language sql immutable parallel safe
return 'person_' || left(encode(sha256(convert_to(model, 'UTF8')), 'hex'), 16);

-- Makes an empty table for a model's new scores. Only who owns score.person can give it a part.
create function score.begin_part(model text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := score.part_name(model) || '_new';
begin
  execute format('create table score.%I (like score.person including constraints)', name);
  execute format(
    'alter table score.%I add constraint is_of_model check (model = %L)', name, model);
  execute format('grant select, insert, delete on score.%I to data_team', name);
  return name;
end
$$;

-- Puts it in the place of the model's scores before.
create function score.end_part(model text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := score.part_name(model);
begin
  execute format('alter table score.%I add primary key (person_id, model)', name || '_new');
  delete from score.person_by_row where person_by_row.model = end_part.model;
  if to_regclass(format('score.%I', name)) is not null then
    execute format('drop table score.%I', name);
  end if;
  execute format('alter table score.%I rename to %I', name || '_new', name);
  execute format(
    'comment on table score.%I is %L', name,
    'one row a person: the part of score.person for one model');
  execute format('alter table score.person attach partition score.%I for values in (%L)', name, model);
  execute format('alter table score.%I drop constraint is_of_model', name);
end
$$;
revoke execute on function score.part_name, score.begin_part, score.end_part from public;
grant execute on function score.begin_part, score.end_part to data_team;
