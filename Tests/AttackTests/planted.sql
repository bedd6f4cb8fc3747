-- People of a shared server, and what must never be seen of them. Alice has two of the list, bob the
-- rest: Zelda and 60 more. What stands of anyone but Alice's two is a canary.
set session_replication_role = replica;

insert into run.run (stage, name, program_version) values ('list', 'weekend', 'planted');
insert into list.cut (
  list, run_id, purpose, version_id, feature_set, as_of, capacity, definition, cut_at)
values ('weekend', 1, 'solicit', 1, 'history', '2026-09-01', 1000, '', '2026-09-01');

insert into person.identity (person_id, source, record, tier, evidence, decided_run)
select 7770000 + n, 'nc_voter', 'CANARYREC' || n, 'own record', 'first seen', 1
from generate_series(1, 400) as n;
insert into person.person (
  person_id, household_id, first_name, last_name, street, city, state, zip5, phone, email, is_voter,
  is_donor, is_confidential, is_foreign_address)
select 7770000 + n, n, case n when 1 then 'Zelda' else 'Qx' || n end, 'Qxcanary',
  n || ' CANARY ST', 'CANARYVILLE', 'NC', '27601', 9195557000 + n, 'zelda' || n || '@canary.example',
  true, true, false, false
from generate_series(1, 400) as n;
update person.person set first_name = 'Anna', last_name = 'Alicerow' where person_id = 7770301;
update person.person set first_name = 'Adam', last_name = 'Alicerow' where person_id = 7770302;
insert into person.voter (
  person_id, source, record, batch_id, known_on, has_phone, county, status)
select 7770000 + n, 'nc_voter', 'CANARYREC' || n, 1, '2026-01-01', true,
  (array['ALPHA', 'BETA', 'GAMMA'])[n % 3 + 1], 'A'
from generate_series(1, 400) as n;
insert into person.contribution (
  person_id, source, record, batch_id, donor_record, contributed_on, amount_cents, is_recurring,
  has_employer, has_occupation)
select 7770000 + n, 'actblue', 'CANARYGIFT' || n, 1, 'd' || n, '2026-03-01',
  case when n % 40 = 0 then 88888801 else 5000 end, false, false, false
from generate_series(1, 400) as n;
insert into person.receipt (
  person_id, source, record, batch_id, first_name, last_name, street, employer)
select person_id, source, record, batch_id, 'Zelda', 'Qxcanary', '1 CANARY ST', 'CANARY WORKS'
from person.contribution;

insert into probe.stated (source, record, batch_id, person_source, person_record, race, religion)
values ('classes', 'CANARYCLASS', 1, 'nc_voter', 'x', 'Qxcanary', 'Qxcanary');
insert into probe.person_class (person_id, kind, value, batch_id)
values (7770001, 'race', 'Qxcanary', 1);

select list.begin_cut(1);
insert into list.decision_1 (person_id, cut_id, rank)
select 7770000 + n, 1, n from generate_series(1, 400) as n;
select list.end_cut(1);
insert into list.volunteer_ask (person_id, cut_id) values (7770001, 1);
insert into person.no_text_phone (phone, since) values (9195557001, '2026-09-01');
insert into list.entry (person_id, cut_id, assigned_to, rank, name, phone, city, ask_cents)
select person_id, 1, case when person_id in (7770301, 7770302) then 'alice' else 'bob' end,
  person_id - 7770000, first_name || ' ' || last_name,
  case person_id when 7770301 then '919-555-0101' when 7770302 then '919-555-0102'
    else '919-555-7' || lpad((person_id - 7770000)::text, 3, '0') end,
  case when person_id in (7770301, 7770302) then 'OWNTOWN' else city end,
  case when person_id in (7770301, 7770302) then 2500 else 7777700 end
from person.person
where person_id <= 7770061 or person_id in (7770301, 7770302);
-- Three in Beta refused, as few as must not be told, and enough elsewhere.
insert into person.contact (
  person_id, source, record, batch_id, contacted_on, channel, result)
select 7770000 + n, 'call_results', 'c' || n, 1, '2026-09-02', 'Phone',
  case when n % 3 = 1 and n <= 9 then 'refused' when n % 3 <> 1 and n <= 120 then 'refused'
    else 'not_home' end
from generate_series(1, 400) as n;
insert into list.outcome_inbox (person_id, cut_id, reported_by, result, contacted_on)
values (7770001, 1, 'bob', 'deceased', '2001-02-03');
insert into kept.receipt (
  source, record, donor_hash, first_name, last_name, contributed_on, amount_cents, kept_until)
values ('actblue', 'CANARYKEPT', '\x00', 'Zelda', 'Qxcanary', '2026-01-01', 88888801, '2030-01-31');
insert into contest.contest (
  contest, run_id, definition, rules_sha256, opens_at, closes_at, prize_cents, secret, salt_key,
  commitment, opened_on)
select 'dinner', 1, 'CANARYCONTEST', repeat('0', 64), '2026-01-01', '2026-02-01', 100,
  repeat('777770', 10) || '7777', repeat('777770', 10) || '7777',
  encode(sha256(convert_to(repeat('777770', 10) || '7777', 'UTF8')), 'hex'), '2026-01-01';
insert into contest.entry (
  source, record, batch_id, gift_source, contest, first_name, last_name, email, state, route, entered)
values ('form', 'CANARYENTRY', 1, 'actblue', 'dinner', 'Zelda', 'Qxcanary', 'zelda1@canary.example',
  'NC', 'free', '2026-01-15T12:00:00');
insert into contest.closing (contest, closed_on, beacon_on, entrants, entries_sha256)
values ('dinner', '2026-02-02', '2026-02-03', 1, repeat('0', 64));
insert into contest.decision (contest, ticket, route, place)
values ('dinner', repeat('777770', 10) || '7777', 'free', 1);
insert into contest.draw (contest, beacon, seed, drawn_on)
values ('dinner', 'CANARYBEACON', repeat('777770', 10) || '7777', '2026-02-03');
insert into contest.standing (contest, draw_rank, standing, ticket, decided_on)
values ('dinner', 1, 'potential', repeat('777770', 10) || '7777', '2026-02-03');
select lo_from_bytea(4711, 'CANARYOBJECT');
reset session_replication_role;

-- Someone of the data team who may act as alice.
create role dana login password 'planted-for-dana' in role data_team, alice;
create schema careless;
create table careless.note (note text);
insert into careless.note values ('CANARYNOTE');
analyze;
