-- Who sees what on a shared server: field staff their own rows and an inbox of their own, leadership
-- fixed summaries; and what stays of a person whom `erase` removed.

-- A database is nobody's by default: without this anyone who may log in may make temporary tables.
do $$
begin
  execute format('revoke connect, temporary on database %I from public', current_database());
  execute format(
    'grant connect, temporary on database %I to owner, loader, data_team, reporter',
    current_database());
  execute format(
    'grant connect on database %I to field_staff, leadership', current_database());
end
$$;

-- Field staff read what stands on a sheet. The server keeps no statistics of these columns: the
-- planner's guesses, which EXPLAIN shows, would tell of everybody's rows. (Stating the type again
-- drops those that it has.)
do $$
declare
  stated record;
begin
  revoke select on list.entry from field_staff;
  for stated in
    select attname as name, format_type(atttypid, atttypmod) as type
    from pg_attribute
    where attrelid = 'list.entry'::regclass and attnum > 0 and not attisdropped
      and attname <> 'assigned_to'
  loop
    execute format('alter table list.entry alter column %I type %s', stated.name, stated.type);
    execute format('alter table list.entry alter column %I set statistics 0', stated.name);
    execute format('grant select (%I) on list.entry to field_staff', stated.name);
  end loop;
end
$$;
-- The login is in every index, and compared as the server compares its roles' names, or the policy
-- would be no condition of the index: a search by person alone would show in EXPLAIN ANALYZE that it met
-- another's row. What the inbox refers to is an entry as its caller has it.
alter table list.entry drop constraint entry_pkey;
drop policy own_rows on list.entry;
alter table list.entry alter column assigned_to type text collate "C";
alter table list.entry add primary key (person_id, cut_id, assigned_to);
create index entry_by_login on list.entry (assigned_to, cut_id, rank);
create policy own_rows on list.entry for select to field_staff
  using (assigned_to = current_user);
create policy loader_reads on list.entry for select to loader using (true);
create policy owner_erases on list.entry to owner using (true) with check (true);

create table list.outcome_inbox (
  person_id bigint not null,
  cut_id integer,
  reported_by text collate "C" not null default current_user,
  reported_at timestamptz not null default clock_timestamp(),
  contacted_on date not null default current_date,
  channel text not null default 'Phone',
  result text not null,
  primary key (person_id, reported_by, reported_at),
  constraint channel_is_known check (channel in ('Phone', 'Walk')),
  constraint result_is_known check (result in (
    'canvassed', 'not_home', 'refused', 'busy', 'wrong_number', 'disconnected', 'left_message',
    'moved', 'deceased', 'language_barrier', 'do_not_call', 'do_not_text', 'inaccessible')),
  -- Who isn't assigned an entry can't report on it, nor learn that it is there. A report outlives the
  -- entry: the list may be cut anew before the inbox is emptied.
  constraint entry_is_assigned foreign key (person_id, cut_id, reported_by)
    references list.entry (person_id, cut_id, assigned_to) on delete set null (cut_id)
);
comment on table list.outcome_inbox is
  'one row a result that a caller wrote down under a login of their own; `import --inbox` takes them in';
do $$
declare
  column_name name;
begin
  for column_name in
    select attname from pg_attribute where attrelid = 'list.outcome_inbox'::regclass and attnum > 0
  loop
    execute format('alter table list.outcome_inbox alter column %I set statistics 0', column_name);
  end loop;
end
$$;
alter table list.outcome_inbox enable row level security;
alter table list.outcome_inbox force row level security;
create policy own_reports on list.outcome_inbox for select to field_staff
  using (reported_by = current_user);
create policy reports_own on list.outcome_inbox for insert to field_staff
  with check (
    reported_by = current_user and cut_id is not null
    and contacted_on between current_date - 30 and current_date + 1
  );
create policy loader_drains on list.outcome_inbox to loader using (true) with check (true);
create policy owner_erases on list.outcome_inbox to owner using (true) with check (true);

grant insert (person_id, cut_id, contacted_on, channel, result),
  select (person_id, cut_id, reported_at, contacted_on, channel, result)
  on list.outcome_inbox to field_staff;
grant usage on schema list to loader;
grant select (person_id, cut_id, phone) on list.entry to loader;
grant select, insert, delete on list.outcome_inbox to loader;

-- Leadership reads tables that `report summaries` writes, never a view of people: what isn't stored
-- can't be had by any question.
create schema summary;
comment on schema summary is
  'counts for leadership with small ones left out, as fixed tables: nothing of a person stands here';

create table summary.outcome (
  list text not null,
  county text not null,
  result text not null,
  people bigint check (people % 5 = 0 and people >= 10),
  primary key (list, county, result)
);
comment on table summary.outcome is
  'one row a list''s latest cut, county and latest result, (all) standing for a sum: people in fives, rounded down; null where it would tell of fewer than 10';

create table summary.donor (
  county text not null,
  band text not null,
  people bigint check (people % 5 = 0 and people >= 10),
  primary key (county, band)
);
comment on table summary.donor is
  'one row a county and band of dollars given in the cycle, (all) standing for a sum: donors in fives, rounded down; null where it would tell of fewer than 10';

create table summary.publication (
  table_name text primary key,
  as_of date not null,
  published_at timestamptz not null default now()
);
comment on table summary.publication is 'one row a table of summary.*, with the day that it is true of';

do $$
declare
  name text;
begin
  foreach name in array array['outcome', 'donor', 'publication'] loop
    execute format('alter table summary.%I enable row level security', name);
    execute format('alter table summary.%I force row level security', name);
    execute format('create policy published on summary.%I for select to leadership using (true)', name);
    execute format('create policy reporter_writes on summary.%I to reporter using (true) with check (true)', name);
    execute format('create policy owner_reads on summary.%I for select to owner using (true)', name);
  end loop;
end
$$;
grant usage on schema summary to leadership, reporter;
grant select on all tables in schema summary to leadership;
grant select, insert, delete on all tables in schema summary to reporter;
grant usage on schema list to reporter;
grant select on list.cut, list.decision to reporter;
grant select on person.contact, person.voter to reporter;

-- Erasing people. The law has a committee keep what identifies a receipt for three years after the
-- report that it stands in (52 USC 30102(d), 11 CFR 104.14(b)(3)); no stage but report reads it.
create schema kept;
comment on schema kept is 'what the law makes a committee keep of people who were erased, until a day';

create table kept.receipt (
  source text not null,
  record text not null,
  donor_hash bytea not null,
  first_name text,
  last_name text,
  street text,
  city text,
  state text,
  zip5 text,
  employer text,
  occupation text,
  contributed_on date not null,
  amount_cents bigint not null,
  refunded_on date,
  committee text,
  kept_until date not null,
  primary key (source, record)
);
comment on table kept.receipt is
  'one row a receipt of someone erased, kept until a day by 52 USC 30102(c)-(d), 11 CFR 102.9(c) and 104.14(b)(3)';

-- The report on a receipt is filed by 31 January of the year after it at the latest.
create function kept.until(contributed_on date) returns date
language sql immutable parallel safe
return make_date(extract(year from contributed_on)::integer + 4, 1, 31);

create table source.erased_record (
  record_hash bytea primary key,
  erased_on date not null
);
comment on table source.erased_record is
  'one row a record of someone erased, by the SHA-256 of source, 0x1F and record: later files lose it';

create table person.erased_phone (
  phone bigint primary key,
  since date not null
);
comment on table person.erased_phone is
  'one row a number at which someone erased asked not to be called; small, a reference table on shards';

create function source.record_hash(source text, record text) returns bytea
language sql immutable parallel safe
return sha256(convert_to(source || chr(31) || record, 'UTF8'));

grant usage on schema kept to loader, reporter;
grant select on kept.receipt to reporter;
grant insert, select (source, record, refunded_on), update (refunded_on) on kept.receipt to loader;
grant select on source.erased_record, person.erased_phone to loader;
revoke execute on function kept.until, source.record_hash from public;
grant execute on function kept.until, source.record_hash to loader;

alter table list.cut add column erased_listed integer not null default 0;
comment on column list.cut.erased_listed is
  'how many of those listed were erased since: so many ranks are missing';
