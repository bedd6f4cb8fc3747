-- Provenance, purpose and the law between them; batches and runs.

create table run.provenance (
  provenance text primary key
    check (provenance ~ '^(own_gift|own_contact|consented|fec_report|fec_derived|voter_file:[A-Z]{2}|licensed:[a-z0-9_]+)$')
);
comment on table run.provenance is 'one row a class of where a column''s values came from';

create table run.purpose (
  purpose text primary key
);
comment on table run.purpose is 'one row a purpose that a model or list may serve';

create table run.permitted_use (
  provenance text not null references run.provenance,
  purpose text not null references run.purpose,
  cite text not null check (cite <> ''),
  checked_on date not null,
  primary key (provenance, purpose),
  -- 52 USC 30111(a)(4), 11 CFR 104.15: no row can ever open FEC data to a solicitation.
  constraint fec_never_solicits
    check (provenance not like 'fec\_%' or purpose in ('compliance', 'research'))
);
comment on table run.permitted_use is
  'one row a use that the law and the source''s terms allow; no row, no use; models and lists refer to it by composite foreign keys';

insert into run.purpose values
  ('solicit'), ('persuade'), ('turnout'), ('volunteer'), ('invite'), ('compliance'), ('research');
insert into run.provenance values
  ('own_gift'), ('own_contact'), ('consented'), ('fec_report'), ('fec_derived'), ('voter_file:NC');
insert into run.permitted_use
select provenance, purpose, 'the committee''s own records', date '2026-11-01'
from (values ('own_gift'), ('own_contact'), ('consented')) as own (provenance)
cross join run.purpose;
insert into run.permitted_use
select 'voter_file:NC', purpose, 'public record, N.C.G.S. 163-82.10; counsel confirms', date '2026-11-01'
from run.purpose;
insert into run.permitted_use values
  ('fec_report', 'compliance', '52 USC 30111(a)(4); 11 CFR 104.15', '2026-11-01'),
  ('fec_report', 'research', '52 USC 30111(a)(4); 11 CFR 104.15', '2026-11-01'),
  ('fec_derived', 'compliance', '52 USC 30111(a)(4); 11 CFR 104.15', '2026-11-01'),
  ('fec_derived', 'research', '52 USC 30111(a)(4); 11 CFR 104.15', '2026-11-01');

create table run.batch (
  batch_id integer generated always as identity primary key,
  layout text not null,
  source text not null,
  target text not null,
  file_name text not null,
  file_sha256 text not null,
  definition_sha256 text not null,
  program_version text not null,
  known_on date not null,
  imported_at timestamptz not null default now(),
  rows_read bigint not null default 0,
  rows_loaded bigint not null default 0,
  rows_rejected bigint not null default 0,
  matched_at timestamptz,
  undone_at timestamptz,
  undone_matched_at timestamptz
);
comment on table run.batch is
  'one row a file loaded; known_on is the day from which its rows count as known';
create unique index batch_once on run.batch (layout, file_sha256) where undone_at is null;

create table run.reject_count (
  batch_id integer not null references run.batch,
  reason text not null,
  rows bigint not null,
  primary key (batch_id, reason)
);
comment on table run.reject_count is 'one row a batch and reason for which rows were set aside';

create table run.column_provenance (
  target text not null,
  column_name text not null,
  provenance text not null references run.provenance,
  layout text not null,
  primary key (target, column_name, provenance, layout)
);
comment on table run.column_provenance is
  'one row a column of person.* or fec.* and a layout that fills it, with the class of its values';

create table run.layout_column (
  layout text not null,
  position integer not null,
  column_name text not null,
  role text not null check (role in ('key', 'feature', 'outcome', 'treatment', 'leak')),
  type text not null,
  says text,
  primary key (layout, column_name)
);
comment on table run.layout_column is
  'one row a column of a snapshot layout; only role feature may enter a model by itself';

create table run.run (
  run_id integer generated always as identity primary key,
  stage text not null,
  name text not null,
  as_of date,
  definition_sha256 text,
  program_version text not null,
  seed text,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  summary text
);
comment on table run.run is 'one row a run of a stage';

-- Samples are taken by a hash of our own over person_id, equal in Swift (SampleHash), so that a
-- person's part never depends on the server's version, on row order or on the number of nodes.
create function run.sample_bucket(person_id bigint, a bigint, b bigint) returns bigint
language sql immutable parallel safe
return (((person_id % 2147483629) * a + b) % 2147483647) % 1000000;

grant select on all tables in schema run to loader, data_team, reporter;
grant insert on run.provenance, run.permitted_use to loader;
-- A snapshot's tables, which import makes, refer to it.
grant insert, update, references on run.batch to loader;
grant insert on run.reject_count to loader;
grant insert, update, delete on run.column_provenance, run.layout_column to loader;
grant insert, update on run.run to loader, data_team, reporter;
grant execute on function run.sample_bucket to loader, data_team;
