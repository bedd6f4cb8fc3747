"""The elastic-net path's figures, on one workload: 100,000 rows of 200 normals, correlated along the
columns, of which 30 % have an effect, and 3 % positives; alpha .9, 50 lambdas down to a thousandth."""

import json
import os
import statistics
import subprocess
import sys

import numpy as np

from figures.run import BUILD, ROOT, Skipped, benchmarks, call, scratch

ROWS, COLUMNS, ALPHA = 100_000, 200, 0.9


def folder():
    """The workload's files, as every side reads them: float64, column after column."""
    place = scratch("path")
    if not (place / "outcomes").exists():
        place.mkdir(exist_ok=True)
        random = np.random.default_rng(4)
        values = random.standard_normal((COLUMNS, ROWS))
        for column in range(1, COLUMNS):
            values[column] = 0.5 * values[column - 1] + 0.75 ** 0.5 * values[column]
        effects = random.normal(0, 0.3, COLUMNS) * (random.random(COLUMNS) < 0.3)
        predictor = effects @ values
        low, high = -20.0, 20.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if chances(predictor + middle).mean() < 0.03 else (low, middle)
        values.tofile(place / "values")
        (random.random(ROWS) < chances(predictor + low)).astype(float).tofile(place / "outcomes")
    return place


def chances(predictor):
    return 1 / (1 + np.exp(-predictor))


def adelie_python():
    """A Python with adelie, which can't share a folder with the other peers."""
    python = BUILD / "adelie/bin/python"
    if not python.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", BUILD / "adelie"], check=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "-r",
                            ROOT / "Benchmarks/requirements-adelie.txt"], check=True)
        except subprocess.CalledProcessError as error:
            raise Skipped("adelie can't be installed here") from error
    return python


def objectives(place, name):
    """Mean loss and penalty at each point of a path: float64, in deviations of the columns."""
    values = np.fromfile(place / "values").reshape(COLUMNS, ROWS)
    signs = 2 * np.fromfile(place / "outcomes") - 1
    deviations = values.std(axis=1)
    told = []
    for point in np.fromfile(place / name).reshape(-1, COLUMNS + 2):
        predictor = point[1] + point[2:] @ values
        scaled = point[2:] * deviations
        penalty = ALPHA * np.abs(scaled).sum() + (1 - ALPHA) / 2 * (scaled ** 2).sum()
        told.append(np.logaddexp(0, -signs * predictor).mean() + point[0] * penalty)
    return np.array(told)


def paths(threads):
    """Three pairs in turn; a call of ours reads the files anew, so its first path is the warm-up."""
    place, python = folder(), adelie_python()
    program = ROOT / "Benchmarks/figures/adelie_path.py"
    environment = os.environ | {
        f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "OPENBLAS", "MKL")}
    rounds = []
    for _ in range(3):
        rounds.append({
            "ours": json.loads(benchmarks("path", place, threads, 2))[1],
            "adelie": json.loads(call([python, program, place, threads], env=environment))})
    ours, theirs = objectives(place, "ours"), objectives(place, "adelie")
    least = np.minimum(ours, theirs)
    return {"rounds": rounds, "ours": float((ours / least - 1).max()),
            "adelie": float((theirs / least - 1).max())}


def time(threads, parts):
    """How many times as long the peer takes: of `packing+fit` or `fit`."""
    def read(result):
        ours, theirs = ([sum(turn[side][part] for part in parts.split("+")) for turn in result["rounds"]]
                        for side in ("ours", "adelie"))
        return dict(measured=statistics.median(ours), peer=statistics.median(theirs),
                    compared=statistics.median(b / a for a, b in zip(ours, theirs)))
    return [("paths", threads)], read


def gap():
    """The worst excess of the objective over the lesser of both sides'."""
    return [("paths", 2)], lambda result: dict(
        measured=result["ours"], peer=result["adelie"], compared=result["ours"])
