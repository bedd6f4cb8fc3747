-- Contests whose winners are drawn: entries, and a ledger of steps that only grows. A free entrant is
-- nobody's donor: no role that counts, models or lists people may enter this schema.

create schema contest;
comment on schema contest is
  'contests: entries by either route, and what opened, closed and drew them; apart from people and gifts';

create table contest.contest (
  contest text primary key,
  run_id integer not null references run.run,
  definition text not null,
  rules_sha256 text not null check (rules_sha256 ~ '^[0-9a-f]{64}$'),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  prize_cents bigint not null check (prize_cents > 0),
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  salt_key text not null check (salt_key ~ '^[0-9a-f]{64}$'),
  commitment text not null,
  opened_on date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint opens_before_it_closes check (opens_at < closes_at),
  -- What is published before the draw holds the sponsor to this secret.
  constraint commitment_is_of_the_secret
    check (commitment = encode(sha256(convert_to(secret, 'UTF8')), 'hex'))
);
comment on table contest.contest is
  'one row a contest opened: its definition, its rules'' hash, the secret half of the seed and the hash that was published of it; salt_key is never published';

create table contest.entry (
  source text not null,
  record text not null,
  batch_id integer not null references run.batch,
  gift_source text not null,
  contest text not null references contest.contest,
  first_name text,
  last_name text,
  email text,
  state text,
  born_on date,
  is_adult boolean,
  is_resident boolean,
  route text not null check (route in ('free', 'paid')),
  gift_record text,
  entered text not null,
  primary key (source, record, batch_id)
);
comment on table contest.entry is
  'one row an entry as a file states it; nobody is made a person, a donor or a contact of it';
-- The server takes no samples of what tells of a person: an entry that goes leaves none behind.
do $$
declare
  name text;
begin
  foreach name in array array[
    'record', 'first_name', 'last_name', 'email', 'state', 'born_on', 'gift_record', 'entered'
  ] loop
    execute format('alter table contest.entry alter column %I set statistics 0', name);
  end loop;
end
$$;
create index entry_by_contest on contest.entry (contest);
create index entry_by_batch on contest.entry (batch_id);

create table contest.closing (
  contest text primary key references contest.contest,
  closed_on date not null,
  beacon_on date not null,
  entrants integer not null check (entrants > 0),
  entries_sha256 text not null check (entries_sha256 ~ '^[0-9a-f]{64}$'),
  excluded_sha256 text,
  recorded_at timestamptz not null default clock_timestamp(),
  constraint beacon_comes_after_the_list check (beacon_on > closed_on)
);
comment on table contest.closing is
  'one row a contest closed: the hash of its published list, which holds from then on';

create table contest.decision (
  contest text not null references contest.closing,
  ticket text not null check (ticket ~ '^[0-9a-f]{64}$'),
  route text not null check (route in ('free', 'paid')),
  reason text,
  place integer,
  primary key (contest, ticket),
  unique (contest, place),
  check ((reason is null) = (place is not null))
);
comment on table contest.decision is
  'one row an entry by its salted hash: its place in the published list, or the first reason why it takes no part';

create table contest.draw (
  contest text primary key references contest.closing,
  beacon text not null,
  seed text not null check (seed ~ '^[0-9a-f]{64}$'),
  drawn_on date not null,
  recorded_at timestamptz not null default clock_timestamp()
);
comment on table contest.draw is 'one row a contest drawn, once: the public value and the seed';

create table contest.standing (
  contest text not null references contest.draw,
  draw_rank integer not null check (draw_rank > 0),
  standing text not null check (standing in ('potential', 'verified', 'disqualified')),
  ticket text not null,
  reason text,
  consents boolean,
  decided_on date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (contest, draw_rank, standing),
  foreign key (contest, ticket) references contest.decision,
  check ((standing = 'disqualified') = (reason is not null)),
  check ((standing = 'verified') = (consents is not null))
);
comment on table contest.standing is
  'one row a step of someone drawn: potential winner, verified, or disqualified for a reason';

-- Only new rows: a closing, a draw and a winner can't be taken back or changed by who made them.
grant usage on schema contest to loader;
grant select, insert on all tables in schema contest to loader;
-- A contest without entries may be opened anew; `undo` takes a batch of entries back.
grant delete on contest.contest, contest.entry to loader;
