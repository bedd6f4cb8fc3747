-- Files as loaded. (source, record) is the file's own key; record_id is its 63-bit hash, made by
-- the program, from which a person_id is taken. Older batches stay, so that undo needs no file.

create table source.voter (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  record_id bigint not null,
  household_id bigint,
  name_key text,
  address_key text,
  first_name text,
  middle_name text,
  last_name text,
  suffix text,
  street text,
  city text,
  state text,
  zip5 text,
  phone bigint,
  email text,
  sex text,
  birth_year smallint,
  age_at_year_end smallint,
  party text,
  county text,
  precinct text,
  registered_on date,
  status text,
  status_reason text,
  confidential boolean,
  primary key (source, record, batch_id)
);
comment on table source.voter is 'one row a registration as a voter file states it, a batch';

create table source.vote (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  record_id bigint not null,
  election_on date not null,
  election text not null,
  election_kind text not null,
  method text,
  party text,
  primary key (source, record, election_on, election, batch_id)
);
comment on table source.vote is 'one row an election in which a registration voted, a batch';

create table source.contribution (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  donor_record text not null,
  record_id bigint not null,
  household_id bigint,
  name_key text,
  address_key text,
  first_name text,
  last_name text,
  street text,
  city text,
  state text,
  zip5 text,
  country text,
  phone bigint,
  email text,
  employer text,
  occupation text,
  contributed_on date not null,
  amount_cents bigint not null,
  refunded_on date,
  is_recurring boolean not null default false,
  designation text,
  reference_code text,
  committee text,
  primary key (source, record, batch_id)
);
comment on table source.contribution is
  'one row a receipt of the committee''s own ledger, a batch; record_id is the donor record''s hash';

create table source.contact (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  person_source text not null,
  person_record text not null,
  contacted_on date not null,
  channel text not null,
  result text not null,
  contacted_by text,
  primary key (source, record, batch_id)
);
comment on table source.contact is 'one row an attempt to reach someone, with its result word, a batch';

create index vote_by_batch on source.vote (batch_id);
create index voter_by_batch on source.voter (batch_id);
create index contribution_by_batch on source.contribution (batch_id);
create index contact_by_batch on source.contact (batch_id);

create table fec.committee (
  committee text not null,
  batch_id integer not null references run.batch,
  name text,
  designation text,
  type text,
  party text,
  candidate text,
  primary key (committee, batch_id)
);
comment on table fec.committee is 'one row a committee of the FEC''s committee master, a batch';

create table fec.contribution (
  sub_id bigint not null,
  batch_id integer not null references run.batch,
  committee text not null,
  amendment text,
  report_type text,
  election text,
  transaction_type text not null,
  entity_type text,
  name text,
  city text,
  state text,
  zip text,
  employer text,
  occupation text,
  contributed_on date,
  amount_cents bigint not null,
  other_id text,
  transaction_id text,
  file_number text,
  is_memo boolean not null,
  memo_text text,
  primary key (sub_id, batch_id)
);
comment on table fec.contribution is
  'one row a line of the FEC''s itemised individual contributions, a batch; never used to solicit (52 USC 30111(a)(4))';

grant select, insert, delete on all tables in schema source to loader;
grant select, insert, delete on all tables in schema fec to loader;
grant select on all tables in schema fec to reporter;
