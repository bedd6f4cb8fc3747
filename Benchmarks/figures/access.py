"""What row security costs the people who log in: the part `lists`."""

import json
import statistics
import time

from figures.files import psql
from figures.run import GROUNDSWELL, ROOT, call, scratch

PEOPLE, LOGINS, PAIRS = 200_000, 100, 200

# What a caller's and leadership's programs ask most. {entry}, {inbox} and {outcome} are the tables under
# row security, or their copies without it; there the query itself says whose rows it wants, and a check
# constraint which rows may be written. (Against no check at all a report costs 1.15 times as much.)
QUERIES = {
    "next sheet": "select person_id, rank, name, phone, city, ask_cents from {entry} "
                  "where cut_id = 1 {own_entry} order by rank limit 50",
    "all own rows": "select person_id, name, phone from {entry} where true {own_entry}",
    "how many": "select count(*) from {entry} where cut_id = 1 {own_entry}",
    "one person": "select name, phone, ask_cents from {entry} where person_id = 5001 {own_entry}",
    "some people": "select name, phone from {entry} where person_id in "
                   "(1, 101, 201, 301, 401, 501, 601, 701, 801, 901) {own_entry}",
    "a town": "select name, phone from {entry} where city = 'TOWN 7' {own_entry} order by rank",
    "a name": "select person_id, phone from {entry} where name like 'PERSON 10%' {own_entry}",
    "not yet called": "select person_id, name, phone from {entry} as entry where not exists (select from "
                      "{inbox} as inbox where inbox.person_id = entry.person_id {own_inbox}) {own_entry} "
                      "order by rank limit 20",
    "own reports": "select person_id, result, reported_at from {inbox} where true {own_inbox} "
                   "order by reported_at desc limit 50",
    "a report": "insert into {inbox} (person_id, cut_id, result) values (5001, 1, 'busy')",
    "a summary": "select county, result, people from {outcome} where list = 'weekend' and people > 50",
}

SETUP = """
set session_replication_role = replica;
insert into list.cut (list, run_id, purpose, version_id, feature_set, as_of, capacity, definition)
values ('weekend', 0, 'solicit', 0, 'history', '2026-09-01', 1, '');
insert into list.entry (person_id, cut_id, assigned_to, rank, name, phone, city, ask_cents)
select n, 1, 'figures_caller_' || n % {logins}, n, 'PERSON ' || n, '919-555-' || n,
  'TOWN ' || n / {logins} % 40, 2500
from generate_series(1, {people}) as n;
insert into list.outcome_inbox (person_id, cut_id, reported_by, result)
select n, 1, 'figures_caller_' || n % {logins}, 'not_home' from generate_series(1, {people}, 20) as n;
insert into summary.outcome
select 'weekend', 'COUNTY ' || n, 'result ' || m, 10 + n / 5 * 5
from generate_series(1, 100) as n, generate_series(1, 14) as m;
create schema bare;
create table bare.entry (like list.entry including all);
create table bare.inbox (like list.outcome_inbox including all);
create table bare.outcome (like summary.outcome including all);
insert into bare.entry select * from list.entry;
insert into bare.inbox select * from list.outcome_inbox;
insert into bare.outcome select * from summary.outcome;
alter table bare.inbox add foreign key (person_id, cut_id, reported_by)
  references bare.entry (person_id, cut_id, assigned_to) on delete set null (cut_id);
alter table bare.inbox add check (
  reported_by = current_user and cut_id is not null
  and contacted_on between current_date - 30 and current_date + 1
) not valid;
reset session_replication_role;
grant usage on schema bare to field_staff, leadership;
grant select, insert on all tables in schema bare to field_staff, leadership;
create role figures_caller_1 login in role field_staff, leadership;
create function bare.pairs(guarded text, plain text, pairs integer) returns double precision[]
language plpgsql as $$
declare
  start timestamptz;
  times double precision[] := '{{}}';
  first text; second text; mine double precision; other double precision;
begin
  for pair in 1 .. pairs + 10 loop
    -- In turn, the first alternating; ten to warm up.
    first := case when pair % 2 = 0 then guarded else plain end;
    second := case when pair % 2 = 0 then plain else guarded end;
    start := clock_timestamp(); execute first;
    mine := extract(epoch from clock_timestamp() - start);
    start := clock_timestamp(); execute second;
    other := extract(epoch from clock_timestamp() - start);
    if pair > 10 then
      times := times || case when pair % 2 = 0 then array[mine, other] else array[other, mine] end;
    end if;
  end loop;
  return times;
end $$;
"""
VACUUM = "vacuum analyze list.entry, bare.entry, list.outcome_inbox, bare.inbox, summary.outcome, bare.outcome"
# Until then what is the same on both sides is read in different ways.
IS_VACUUMED = """
select bool_and(relallvisible = relpages) from pg_class where oid = any (array[
  'list.entry', 'bare.entry', 'list.outcome_inbox', 'bare.inbox', 'summary.outcome', 'bare.outcome'
]::regclass[])
"""


def guarded(query):
    return query.format(entry="list.entry", inbox="list.outcome_inbox", outcome="summary.outcome",
                        own_entry="", own_inbox="")


def plain(query):
    return query.format(entry="bare.entry", inbox="bare.inbox", outcome="bare.outcome",
                        own_entry="and assigned_to = current_user", own_inbox="and reported_by = current_user")


def row_security_times():
    """Seconds of each query with row security and without, pair by pair, as a caller's login."""
    database = "figures_access"
    psql("postgres", "-f", ROOT / "sql/bootstrap/roles.sql")
    psql("postgres", "-c", f"drop database if exists {database}", "-c", "drop role if exists figures_caller_1")
    psql("postgres", "-c", f"create database {database} owner owner template template0")
    folder = scratch("demo-access")
    if not (folder / "campaign.yml").exists():
        call([GROUNDSWELL, "demo", folder, "--voters", 50])
    call([GROUNDSWELL, "db", "migrate", "--campaign", folder, "--database", f"dbname={database}"])
    psql(database, "-c", SETUP.format(logins=LOGINS, people=PEOPLE))
    # The server's own vacuum, at work meanwhile, keeps pages from being taken for visible to all.
    for _ in range(60):
        psql(database, "-c", VACUUM)
        if psql(database, "-A", "-t", "-c", IS_VACUUMED).strip() == "t":
            break
        time.sleep(1)
    result = {}
    for name, query in QUERIES.items():
        literals = ", ".join("'" + text.replace("'", "''") + "'" for text in (guarded(query), plain(query)))
        said = psql(database, "-A", "-t", "-c", "set role figures_caller_1",
                    "-c", f"select array_to_json(bare.pairs({literals}, {PAIRS}))")
        times = json.loads(said)
        result[name] = [times[::2], times[1::2]]
    psql("postgres", "-c", f"drop database {database}", "-c", "drop role figures_caller_1")
    return result


def rls_cost():
    def read(result):
        ratios = {name: statistics.median(a / b for a, b in zip(*times)) for name, times in result.items()}
        worst = max(ratios, key=ratios.get)
        return dict(
            measured=statistics.median(ratios.values()), peer=1.0, compared=ratios[worst],
            note=f"dearest: {worst}; " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))
    return [("row_security_times",)], read
