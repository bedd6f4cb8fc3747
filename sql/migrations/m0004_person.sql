-- People. person_id comes first in every key, and large tables meet each other on it alone, so
-- that the same statements run on one server and on shards (docs/architecture.md, co-location).

create table person.identity (
  person_id bigint not null,
  source text not null,
  record text not null,
  tier text not null,
  evidence text not null,
  decided_run integer not null references run.run,
  undone_on date,
  primary key (person_id, source, record)
);
comment on table person.identity is
  'one row a decision that a record is a person, with its evidence; undone, never deleted';
create index identity_by_record on person.identity (source, record);

create table person.person (
  person_id bigint primary key,
  household_id bigint not null,
  first_name text,
  last_name text,
  street text,
  city text,
  state text,
  zip5 text,
  phone bigint,
  email text,
  birth_year smallint,
  age_at_year_end smallint,
  status text,
  is_voter boolean not null,
  is_donor boolean not null,
  is_confidential boolean not null,
  is_foreign_address boolean not null
);
comment on table person.person is
  'one row a resolved human with the best that is known now: registration first, then latest gift';

create table person.voter (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  known_on date not null,
  household_voters integer,
  has_phone boolean not null,
  sex text,
  birth_year smallint,
  age_at_year_end smallint,
  party text,
  county text,
  precinct text,
  registered_on date,
  status text,
  primary key (person_id, source, record, batch_id)
);
comment on table person.voter is 'one row a registration of a person as a batch states it';

create table person.vote (
  person_id bigint not null,
  source text not null,
  record text not null,
  election_on date not null,
  election text not null,
  batch_id integer not null references run.batch,
  known_on date not null,
  election_kind text not null,
  method text,
  party text,
  primary key (person_id, election_on, election)
);
comment on table person.vote is 'one row an election in which a person voted';

create table person.election (
  election_kind text not null,
  election_on date not null,
  known_on date not null,
  primary key (election_kind, election_on)
);
comment on table person.election is
  'one row an election in which anyone voted; small, a reference table on shards';

create table person.contribution (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  donor_record text not null,
  contributed_on date not null,
  amount_cents bigint not null,
  refunded_on date,
  is_recurring boolean not null,
  designation text,
  has_employer boolean not null,
  has_occupation boolean not null,
  primary key (person_id, source, record)
);
comment on table person.contribution is
  'one row a receipt of the committee''s own ledger; a gift with refunded_on was given back whole on that day';

create table person.contact (
  person_id bigint not null,
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  contacted_on date not null,
  channel text not null,
  result text not null,
  contacted_by text,
  primary key (person_id, source, record)
);
comment on table person.contact is 'one row an attempt to reach a person, with its result word';

create table person.phone (
  person_id bigint not null,
  phone bigint not null,
  given_by text not null check (given_by in ('donor', 'voter_file')),
  primary key (person_id, phone)
);
comment on table person.phone is 'one row a phone of a person, and who gave it';

create table person.do_not_call (
  person_id bigint primary key,
  since date not null
);
comment on table person.do_not_call is 'one row a person who asked not to be called';

create table person.suppressed_phone (
  phone bigint primary key,
  since date not null
);
comment on table person.suppressed_phone is
  'one row a phone that must not be called, whoever else has it; small, a reference table on shards';

create index contribution_by_batch on person.contribution (batch_id);
create index voter_by_batch on person.voter (batch_id);
create index vote_by_batch on person.vote (batch_id);
create index contact_by_batch on person.contact (batch_id);

grant select, insert, update, delete on all tables in schema person to loader;
grant select on all tables in schema person to data_team;
grant select on person.contribution, person.identity, person.person to reporter;
