-- Protected classes (race, religion, health …) for one use alone: whether a trait or a group that `discover`
-- finds stands in for one. Files and match write them; nobody who models, lists or reports reads a row. A
-- search gets counts by one function, small ones withheld, all of them blurred, each question on record.

create schema probe;
comment on schema probe is
  'protected classes of people, of which nothing but counts ever leaves, by cohort.class_counts';

create table probe.stated (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  person_source text not null,
  person_record text not null,
  race text,
  ethnicity text,
  religion text,
  health text,
  pregnancy text,
  orientation text,
  primary key (source, record, batch_id)
);
comment on table probe.stated is 'one row a person''s record and batch: the classes that a file states of it';
create index stated_by_batch on probe.stated (batch_id);
create index stated_by_person on probe.stated (person_source, person_record);

create table probe.person_class (
  person_id bigint not null,
  kind text not null,
  value text not null,
  batch_id integer not null references run.batch,
  primary key (person_id, kind)
);
comment on table probe.person_class is 'one row a person and kind of class: what the file known last says';
create index person_class_by_batch on probe.person_class (batch_id);

create table probe.question (
  question_id bigint generated always as identity primary key,
  asked_at timestamptz not null default clock_timestamp(),
  asked_by text not null,
  run_id integer,
  people bigint not null,
  groups bigint not null
);
comment on table probe.question is
  'one row a question to cohort.class_counts that was not rolled back: who asked, of how many people in how many groups';

create table probe.salt (salt bytea not null check (length(salt) = 32));
comment on table probe.salt is
  'one row of this database alone: by what counts are blurred; without it nobody can take the blur off';
insert into probe.salt
values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

grant usage on schema probe to loader;
grant select, insert, delete on probe.stated, probe.person_class to loader;

-- By how much a count is blurred: a whole number of mean 0 and standard deviation 2, from -8 to 8, the same
-- for the same people, kind and value, and another one as soon as one of the people is another.
create function probe.blur(salt bytea, people_key bigint, said text) returns integer
language sql immutable parallel safe
return bit_count(
  substring(sha256(salt || int8send(people_key) || convert_to(said, 'UTF8')) from 1 for 2))::integer - 8;

-- How many people of each class stand in each group. Groups are made of parts; everyone asked about is in
-- one part, however often they are named. Of a group in which the kind is known of fewer than 10 people
-- nothing is told; of fewer than 10 with a class, or without it, only that they are fewer.
create function cohort.class_counts(
  run integer, people bigint[], parts bigint[], groups bigint[], group_parts bigint[]
) returns table (
  group_number bigint, kind text, value text, known bigint, fewest bigint, most bigint
)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  smallest constant bigint := 10;
  salt constant bytea := (select salt.salt from probe.salt);
  -- Of the keys of people alone.
  seed constant bigint := ('x' || encode(substring(salt from 9 for 8), 'hex'))::bit(64)::bigint;
  asked_people bigint;
  asked_groups bigint;
begin
  if cardinality(people) is distinct from cardinality(parts)
    or cardinality(groups) is distinct from cardinality(group_parts) then
    raise exception using errcode = 'invalid_parameter_value',
      message = 'each person and each group has one part';
  end if;
  asked_people := (select count(distinct person) from unnest(people) as person);
  asked_groups := (select count(distinct number) from unnest(groups) as number);
  insert into probe.question (asked_by, run_id, people, groups)
  values (session_user, run, asked_people, asked_groups);
  -- The server's log keeps it where the transaction is rolled back.
  raise log 'protected classes: % asks of % people in % groups', session_user, asked_people, asked_groups;
  return query
  with asked as (
    select person_id, min(part) as part
    from unnest(people, parts) as asked (person_id, part)
    group by person_id
  ),
  of_part as (
    select asked.part, stated.kind, stated.value, count(*) as people,
      bit_xor(hashint8extended(stated.person_id, seed)) as people_key
    from asked
    join probe.person_class as stated on stated.person_id = asked.person_id
    group by asked.part, stated.kind, stated.value
  ),
  of_group as (
    select made.number, of_part.kind, of_part.value, sum(of_part.people)::bigint as people,
      bit_xor(of_part.people_key) as people_key
    from (select distinct number, part from unnest(groups, group_parts) as made (number, part)) as made
    join of_part on of_part.part = made.part
    group by made.number, of_part.kind, of_part.value
  ),
  of_kind as (
    select number, kind, sum(people)::bigint as people, bit_xor(people_key) as people_key
    from of_group
    group by number, kind
  ),
  told as (
    select number, kind, people, people_key, people + probe.blur(salt, people_key, kind) as known
    from of_kind
  ),
  counted as (
    select told.number, told.kind, class.value, told.known, told.people,
      coalesce(of_group.people, 0) as with_class,
      coalesce(of_group.people, 0)
        + probe.blur(salt, told.people_key, told.kind || chr(31) || class.value) as blurred
    from told
    join (select distinct kind, value from of_group) as class on class.kind = told.kind
    left join of_group on of_group.number = told.number and of_group.kind = told.kind
      and of_group.value = class.value
    where least(told.people, told.known) >= smallest
  )
  select number, kind, value, known,
    case
      when least(with_class, blurred) < smallest then 0
      when least(people - with_class, known - blurred) < smallest
        then greatest(known - smallest + 1, 0)
      else blurred
    end,
    case
      when least(with_class, blurred) < smallest then least(known, smallest - 1)
      when least(people - with_class, known - blurred) < smallest then known
      else blurred
    end
  from counted
  order by number, kind, value;
end
$$;
revoke execute on function probe.blur, cohort.class_counts from public;
grant execute on function cohort.class_counts to data_team;

-- What a search says of classes: no row is of a person.
create table cohort.proxy (
  search_id integer not null references cohort.search,
  part text not null check (part in ('finding', 'trait')),
  place integer not null check (place > 0),
  traits text[] not null,
  kind text not null,
  value text not null,
  people bigint not null,
  fewest bigint not null,
  most bigint not null check (most between fewest and people),
  everyone double precision not null check (everyone between 0 and 1),
  ratio double precision,
  low double precision not null check (low >= 0),
  high double precision not null check (high >= low),
  stands_in boolean not null,
  primary key (search_id, part, place, kind, value)
);
comment on table cohort.proxy is
  'one row a finding or trait of a search and protected class: its people of the class, in blurred counts, against everyone''s share';
comment on column cohort.proxy.ratio is
  'the share over everyone''s; null where fewer than 10 are of the class or not of it: low and high hold both ends';

create table cohort.proxy_together (
  search_id integer not null references cohort.search,
  kind text not null,
  value text not null,
  people bigint not null,
  area double precision not null check (area between 0 and 1),
  low double precision not null,
  high double precision not null,
  primary key (search_id, kind, value)
);
comment on table cohort.proxy_together is
  'one row a search and protected class: how well all traits together tell who is of it (area under the ROC curve, each half by the other''s model)';
grant select, insert on cohort.proxy, cohort.proxy_together to data_team;
