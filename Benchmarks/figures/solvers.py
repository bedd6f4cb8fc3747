"""The measurements of the solver of packed columns: workloads and peers are those of `fits`."""

import json
import os
import statistics

from figures import workloads
from figures.run import PYTHON, ROOT, benchmarks, call, scratch

# Those that have been the fastest on a workload at one thread or at two.
PEERS = {"W1": ["scikit-learn", "glum"], "W2": ["scikit-learn", "scikit-learn-intelex"],
         "W3": ["snapml", "glum"]}
ROUNDS = 3


def peer(name, who, threads, tolerance):
    words = [PYTHON, "-m", "figures.fits", who, name, threads]
    environment = os.environ | {
        f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "OPENBLAS", "MKL")}
    return json.loads(call(words + ([tolerance] if tolerance else []), cwd=ROOT / "Benchmarks",
                           env=environment))


def raced(name, threads):
    """Fits in turn: ours and each peer's, at equal objectives; peers choose a tolerance first."""
    from figures import fits

    folder, told = workloads.folder_of(name), scratch(f"{name}.coefficients")
    best = fits.optimum(name, True)
    tolerances = {who: peer(name, who, threads, None)["tolerance"] for who in PEERS[name]}
    rounds = []
    for _ in range(ROUNDS):
        # The second fit of ours in a process: the first also learns where the machine's pages are.
        ours = json.loads(benchmarks("packed", folder, workloads.PENALTY, threads, 2, told))[1]
        ours["gap"] = (workloads.objective(name, [float(line) for line in open(told)]) - best) / best
        rounds.append({"ours": ours} | {
            who: peer(name, who, threads, tolerances[who]) for who in PEERS[name]})
    return rounds


def ratio(name, threads, parts):
    """Ours over the fastest peer's: `packing+fit` or `fit`."""
    def seconds(side):
        return sum(side[part] for part in parts.split("+"))

    def read(rounds):
        ours = [seconds(turn["ours"]) for turn in rounds]
        peers = [min(seconds(turn[who]) for who in PEERS[name]) for turn in rounds]
        return dict(measured=statistics.median(ours), peer=statistics.median(peers),
                    compared=statistics.median(a / b for a, b in zip(ours, peers)))
    return [("raced", name, threads)], read


def gap(name):
    """How far our objective is from the optimum, relative to it; below 0 where it is lower."""
    def read(rounds):
        value = max(turn["ours"]["gap"] for turn in rounds)
        return dict(measured=value, compared=abs(value))
    return [("raced", name, 1)], read


def pass_time(name):
    """One reading of all rows, with its gradient, over a plain sum of as many numbers."""
    def read(passes):
        return dict(measured=statistics.median(p["pass"] for p in passes),
                    peer=statistics.median(p["read"] for p in passes),
                    compared=statistics.median(p["pass"] / p["read"] for p in passes))
    return [("passes", name)], read


def passes(name):
    return json.loads(benchmarks("passes", workloads.folder_of(name), workloads.PENALTY, 5))


def streamed(rows):
    return json.loads(benchmarks("streamed", rows))


def stream_memory(rows):
    return [("streamed", rows)], lambda result: dict(
        measured=result["peak"], peer=result["rows"], compared=result["peak"] / result["rows"])
