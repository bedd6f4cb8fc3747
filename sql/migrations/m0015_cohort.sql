-- Cohorts: who is drawn by what. Searches and what they found; no row is of a person.

create schema cohort;
grant usage on schema cohort to data_team;

create table cohort.search (
  search_id integer generated always as identity primary key,
  cohort text not null,
  run_id integer not null references run.run,
  purpose text not null references run.purpose,
  definition text not null,
  as_of date not null,
  people integer not null check (people >= 0),
  positives integer not null check (positives between 0 and people),
  confirming integer not null check (confirming >= 0),
  confirming_positives integer not null check (confirming_positives between 0 and confirming),
  traits integer not null,
  groups bigint not null,
  searched_at timestamptz not null default now()
);
comment on table cohort.search is
  'one row a search for cohorts: people and outcomes of the half that was searched, and of the half that confirms';

create table cohort.finding (
  search_id integer not null references cohort.search,
  place integer not null check (place > 0),
  traits text[] not null check (cardinality(traits) between 1 and 4),
  found_people integer not null,
  found_positives integer not null,
  family_wise_p double precision not null check (family_wise_p between 0 and 1),
  people integer not null,
  positives integer not null check (positives between 0 and people),
  low double precision not null,
  high double precision not null,
  shrunken_rate double precision not null,
  confirmed_p double precision not null check (confirmed_p between 0 and 1),
  holds_up boolean not null,
  primary key (search_id, place)
);
comment on table cohort.finding is
  'one row a cohort that a search found, with what the half that confirms says of it';

create table cohort.match (
  search_id integer not null references cohort.search,
  star text not null,
  region text not null,
  place integer not null check (place > 0),
  fans integer not null,
  similarity double precision not null check (similarity between -1 and 1),
  low_place integer not null,
  high_place integer not null,
  first_share double precision not null check (first_share between 0 and 1),
  traits text[] not null,
  primary key (search_id, region, star)
);
comment on table cohort.match is
  'one row a star compared with the star of a search by their fans in a region';

grant select, insert on all tables in schema cohort to data_team;
