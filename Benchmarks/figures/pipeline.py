"""From a table in PostgreSQL to scores in PostgreSQL: the part `pipeline`."""

import json
import os
import shutil
import statistics

import numpy as np
import pyarrow
import pyarrow.csv

from figures.files import measured_call, psql
from figures.run import GROUNDSWELL, PYTHON, ROOT, call, scratch
from figures.workloads import normals

DATABASE = "figures_pipeline"
ROUNDS = 3

MODEL = """model: gives
question: Who gives?
purpose: solicit
features: {set: people, use: auto}
outcome: {column: gave}
train: {share: 80%}
score: everyone
terms: linear
penalty: 0.0001
"""


def columns(people):
    """The 40 features of W1 as a table has them, not standardised, and the outcome: 28 numbers, 6 flags and
    6 counts."""
    random = np.random.default_rng(14)
    values = normals(random, people, 40, 0.5)
    values[20:28] = np.exp(values[20:28])
    for place, column in enumerate(range(28, 34)):
        values[column] = values[column] > -0.5 + 0.4 * place
    values[34:] = random.poisson(np.exp(values[34:] / 2))
    scaled = (values - values.mean(axis=1, keepdims=True)) / values.std(axis=1, keepdims=True)
    predictor = (0.25 * random.standard_normal(40)) @ scaled
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if (1 / (1 + np.exp(-predictor - middle))).mean() < 0.03:
            low = middle
        else:
            high = middle
    outcomes = random.random(people) < 1 / (1 + np.exp(-predictor - low))
    table = {"id": np.arange(1, people + 1)}
    for place, column in enumerate(values):
        table[f"x{place}"] = column.astype(np.int64) if place >= 28 else column
    return table | {"gave": outcomes.astype(np.int8)}


def prepared(people):
    """A campaign whose database holds so many people as a snapshot, matched and registered."""
    folder = scratch(f"pipeline-{people}")
    shutil.rmtree(folder, ignore_errors=True)
    call([GROUNDSWELL, "demo", folder, "--voters", 50])
    for name in ("models", "lists"):
        shutil.rmtree(folder / name)
        (folder / name).mkdir()
    kinds = ["number"] * 28 + ["flag"] * 6 + ["{type: small_integer}"] * 6
    (folder / "layouts/people.yml").write_text("\n".join(
        ["layout: people", "kind: snapshot", "source: people", "provenance: own_gift",
         "file: {delimiter: comma}", "key: id", "columns:", "  id: key"]
        + [f"  x{place}: {kind}" for place, kind in enumerate(kinds)]
        + ["  gave: {role: outcome, type: flag}", ""]))
    (folder / "models/gives.yml").write_text(MODEL)
    pyarrow.csv.write_csv(pyarrow.table(columns(people)), folder / "people.csv")
    psql("postgres", "-f", ROOT / "sql/bootstrap/roles.sql")
    psql("postgres", "-c", f"drop database if exists {DATABASE}")
    psql("postgres", "-c", f"create database {DATABASE} owner owner template template0")
    for words in (["db", "migrate"], ["import", folder / "people.csv", "--layout", "people"], ["match"],
                  ["features", "--as-of", "2026-09-01"]):
        call([GROUNDSWELL, *words, *where(folder)])
    (folder / "people.csv").unlink()
    psql(DATABASE, "-c", "vacuum analyze")
    return folder


def where(folder):
    return ["--campaign", folder, "--database", f"dbname={DATABASE}"]


def runs(people):
    """Ours and the scripts in turn: the first time with nothing packed, then again on the same features."""
    folder = prepared(people)

    def ours(*words):
        seconds, memory = measured_call([GROUNDSWELL, *words, *where(folder)])
        return dict(seconds=seconds, memory=memory)

    def script(reader):
        return json.loads(call(
            [PYTHON, "-m", "figures.pipeline_script", reader, os.environ["PGHOST"], DATABASE],
            cwd=ROOT / "Benchmarks"))

    rounds = []
    for _ in range(ROUNDS):
        psql(DATABASE, "-c", "truncate feature.pack, feature.pack_block")
        psql(DATABASE, "-c", "delete from score.person")
        psql(DATABASE, "-c", "vacuum")
        turn = {"connectorx": script("connectorx"), "fit": ours("fit", "gives"),
                "score": ours("score", "gives")}
        psql(DATABASE, "-c", "checkpoint")
        turn["fit_again"] = ours("fit", "gives")
        turn["score_again"] = ours("score", "gives")
        turn["pandas"] = script("pandas")
        rounds.append(turn)
    psql("postgres", "-c", f"drop database {DATABASE}")
    shutil.rmtree(folder)
    return rounds


def ratio(people, steps, who):
    """How many times as long a script takes as our steps do, `fit+score` among them."""
    def read(rounds):
        ours = [sum(turn[step]["seconds"] for step in steps.split("+")) for turn in rounds]
        peers = [turn[who]["seconds"] for turn in rounds]
        laps = {lap: statistics.median(turn[who]["laps"][lap] for turn in rounds)
                for lap in rounds[0][who]["laps"]}
        return dict(
            measured=statistics.median(ours), peer=statistics.median(peers),
            compared=statistics.median(b / a for a, b in zip(ours, peers)),
            note="; ".join(f"{step} {statistics.median(t[step]['seconds'] for t in rounds):.1f} s"
                           for step in steps.split("+"))
                 + "; the script: " + ", ".join(f"{lap} {s:.1f}" for lap, s in laps.items()))
    return [("runs", people)], read


def memory(people, who):
    """Our peak over the script's, whichever step has it."""
    def read(rounds):
        steps = ("fit", "score", "fit_again", "score_again")
        ours = [max(turn[step]["memory"] for step in steps) for turn in rounds]
        peers = [turn[who]["memory"] for turn in rounds]
        return dict(measured=statistics.median(ours) / 1e6, peer=statistics.median(peers) / 1e6,
                    compared=statistics.median(a / b for a, b in zip(ours, peers)))
    return [("runs", people)], read
