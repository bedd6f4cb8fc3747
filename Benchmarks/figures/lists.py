"""The measurements of the part `lists`."""

import os
import shutil
import statistics
import subprocess
import time

from figures.files import measured_call, psql
from figures.run import GROUNDSWELL, ROOT, TEST_BUNDLE, call, scratch

DATABASE = "figures_lists"
DAY = "2026-09-15"

LIST = """list: wide
title: A wide universe in twenty turfs
model: donate
purpose: solicit
channel: call
size: 20000
turfs: 20
universe: {gift_count: {at_least: 1}}
holdout: 10%
per_household: 2
"""

# People beside the made-up campaign's: two a household and a telephone each, one in fifty shared, one in
# a hundred with a reason against them. Names are numbers.
PEOPLE = """
insert into person.person (person_id, household_id, first_name, last_name, street, city, state, zip5,
  birth_year, status, is_voter, is_donor, is_confidential, is_foreign_address)
select n, n / 2, 'A' || n % 997, 'B' || n, n || ' ROAD', 'C' || n % 300, 'NC', '27601',
  1940 + n % 60, 'active', true, true, n % 100 = 0, false
from generate_series(1, {rows}) as n;
insert into person.phone (person_id, phone, given_by)
select n, 2002000000::bigint + case when n % 50 = 0 then n - 1 else n end, 'voter_file'
from generate_series(1, {rows}) as n;
insert into feature.history (person_id, as_of, gift_count, gift_count_1_year, gift_total_cents,
  largest_gift_cents, latest_gift_cents, mean_gift_cents, days_since_latest_gift,
  days_since_first_gift, refund_count, is_sustainer, generals_voted_of_4, primaries_voted_of_4, age,
  sex, party, county, years_registered, household_voters, has_phone, calls_90_days,
  conversations_90_days)
select n, date '{day}', 1 + n % 9, n % 3, 2500 * (1 + n % 9), 5000, 2500, 2500, n % 700, 900, 0,
  false, n % 5, n % 3, 20 + n % 70, 'F', 'DEM', 'COUNTY ' || n % 100, 10, 2, true, 0, 0
from generate_series(1, {rows}) as n;
insert into person.contribution (person_id, source, record, batch_id, donor_record, contributed_on,
  amount_cents, is_recurring, has_employer, has_occupation)
select n, 'made', n::text, (select min(batch_id) from run.batch), n::text, date '2026-05-01', 2500,
  false, true, true
from generate_series(1, {rows}) as n;
insert into score.person (person_id, model, version_id, as_of, probability, expected_cents,
  in_training, source, record)
select n, 'donate', (select max(version_id) from model.version where model = 'donate'),
  date '{day}', (n::bigint * 7919 % 100003) / 100003.0, n::bigint * 7919 % 100003, false, 'made', n::text
from generate_series(1, {rows}) as n;
"""

# The list's columns of the same people, in its order, by one statement.
PEER = """
drop table if exists wide;
create table wide as
select person.person_id, person.first_name, person.last_name, phone.phone, person.city, person.state,
  contribution.contributed_on, contribution.amount_cents, score.probability, score.expected_cents,
  row_number() over (order by score.expected_cents desc, score.person_id) as rank
from feature.history as feature
join person.person on person.person_id = feature.person_id
join score.person as score on score.person_id = feature.person_id and score.model = 'donate'
left join person.phone on phone.person_id = feature.person_id
left join person.contribution on contribution.person_id = feature.person_id
where feature.as_of = date '{day}' and feature.gift_count >= 1;
"""


def ours(folder, *words):
    return measured_call([GROUNDSWELL, *words, "--campaign", folder, "--database",
                          f"dbname={DATABASE}"])[0]


def prepared(rows):
    """A campaign's folder and database with so many people more than were made up for it."""
    folder = scratch("lists")
    shutil.rmtree(folder, ignore_errors=True)
    psql("postgres", "-f", ROOT / "sql/bootstrap/roles.sql")
    psql("postgres", "-c", f"drop database if exists {DATABASE}")
    psql("postgres", "-c", f"create database {DATABASE} owner owner template template0")
    call([GROUNDSWELL, "demo", folder, "--voters", 10000])
    (folder / "lists/wide.yml").write_text(LIST)
    call([GROUNDSWELL, "db", "migrate", "--campaign", folder, "--database", f"dbname={DATABASE}"])
    files = folder / "files"
    for names, known_on in ((("ncvoter_Statewide.txt", "ncvhis_Statewide.txt"), "2026-01-05"),
                            (("actblue_contributions.csv", "call_results.csv"), DAY)):
        ours(folder, "import", *(files / name for name in names), "--known-on", known_on)
    ours(folder, "match")
    for day in ("2026-06-17", DAY):
        ours(folder, "features", "--as-of", day)
    ours(folder, "fit", "donate")
    ours(folder, "score", "donate")
    psql(DATABASE, "-c", PEOPLE.format(rows=rows, day=DAY))
    psql(DATABASE, "-c", "vacuum analyze")
    return folder


def cut(rows):
    """A cut of so many people to twenty turfs and one CREATE TABLE AS, in turn; and `why` for a person
    far down."""
    folder = prepared(rows)
    result = {"list": [], "table": [], "why": []}
    for repetition in range(4):
        seconds = ours(folder, "list", "wide")
        start = time.perf_counter()
        psql(DATABASE, "-c", PEER.format(day=DAY))
        table = time.perf_counter() - start
        why = ours(folder, "why", f"P{rows // 2}", "--list", "wide")
        if repetition > 0:  # the first pair warms the server
            for name, value in (("list", seconds), ("table", table), ("why", why)):
                result[name].append(value)
    psql("postgres", "-c", f"drop database {DATABASE}")
    shutil.rmtree(folder)
    return result


def cut_time(rows):
    def read(result):
        ratios = [ours / peer for ours, peer in zip(result["list"], result["table"])]
        return dict(measured=statistics.median(result["list"]),
                    peer=statistics.median(result["table"]), compared=statistics.median(ratios))
    return [("cut", rows)], read


def properties(campaigns):
    """Expectations that failed among campaigns drawn by lot; a test that did not run is no result."""
    done = subprocess.run([TEST_BUNDLE, "--testing-library", "swift-testing", "--filter", "ListPropertyTests"],
                          env=os.environ | {"LIST_CAMPAIGNS": str(campaigns)}, cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if "Test run with 1 test" not in done.stdout:
        raise RuntimeError(f"the test did not run:\n{done.stdout[-2000:]}")
    failed = done.stdout.count("recorded an issue")
    if (done.returncode != 0) != (failed > 0):
        raise RuntimeError(f"the test ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return failed


def broken_properties(campaigns):
    return [("properties", campaigns)], lambda result: dict(measured=result)


def why_time(rows):
    def read(result):
        seconds = statistics.median(result["why"])
        return dict(measured=seconds, compared=seconds)
    return [("cut", rows)], read
