"""The measurements of the part `cohorts`."""

import json
import statistics
import time

import numpy as np

from figures.run import benchmarks, scratch


def people(rows, traits, rate, seed):
    """Rows of bits by lot: traits of 5 to 55 % of the people, and an outcome."""
    random = np.random.default_rng(seed)
    bits = random.random((rows, traits)) < random.uniform(0.05, 0.55, traits)
    return bits, random.random(rows) < rate


def written(bits, outcome, name):
    """The file of a set of people: a line a person, a 0 or 1 a trait, the outcome last."""
    path = scratch(name)
    table = np.hstack([bits, outcome[:, None]]).astype(np.uint8) + 48
    path.write_bytes(np.hstack([table, np.full((len(table), 1), 10, np.uint8)]).tobytes())
    return path


def ours(path, quality, depth, threads, times):
    return told("search", path, quality, depth, threads, times)


def peer(bits, outcome, exponent, depth, chi=False):
    """pysubgroup's search, depth first on bit sets, for the ten best groups: qualities and seconds."""
    import pandas
    import pysubgroup

    names = [f"t{index}" for index in range(bits.shape[1])]
    data = pandas.DataFrame(bits, columns=names)
    data["outcome"] = outcome
    target = pysubgroup.BinaryTarget("outcome", True)
    space = [pysubgroup.EqualitySelector(name, True) for name in names]
    task = pysubgroup.SubgroupDiscoveryTask(
        data, target, space, result_set_size=10, depth=depth, qf=pysubgroup.StandardQF(exponent))
    start = time.perf_counter()
    found = pysubgroup.DFS(pysubgroup.BitSetRepresentation).execute(task)
    seconds = time.perf_counter() - start
    return [quality for quality, *_ in found.results], seconds


def search(rows):
    """Ours and the peer's search of 72 traits at depth 3, in turn; where there are more rows than
    100,000 the peer's is that of 100,000."""
    bits, outcome = people(rows, 72, 0.02, 20260901)
    path = written(bits, outcome, "cohort.txt")
    fewer = min(rows, 100_000)
    result = {"ours": [], "peer": []}
    for _ in range(3):
        result["ours"].append(ours(path, "wracc", 3, 2, 1)["seconds"][0])
        result["peer"].append(peer(bits[:fewer], outcome[:fewer], 1.0, 3)[1])
    path.unlink()
    return result


def search_speed(rows):
    def read(result):
        ratios = [peer / ours for ours, peer in zip(result["ours"], result["peer"])]
        return dict(measured=statistics.median(result["ours"]),
                    peer=statistics.median(result["peer"]), compared=statistics.median(ratios))
    return [("search", rows)], read


def optima(sets):
    """The largest difference of the ten best qualities to the peer's over so many sets by lot."""
    random = np.random.default_rng(20260902)
    worst = 0.0
    for index in range(sets):
        rows = int(random.integers(100, 2000))
        bits, outcome = people(rows, int(random.integers(5, 15)), random.uniform(0.05, 0.5), index)
        path = written(bits, outcome, "optimum.txt")
        quality, exponent = [("wracc", 1.0), ("binomial", 0.5)][index % 2]
        depth = 1 + index % 3
        best = ours(path, quality, depth, 1, 1)["qualities"]
        theirs, _ = peer(bits, outcome, exponent, depth)
        # The peer leaves groups out that are no better than everyone.
        pairs = [(a, b) for a, b in zip(best, theirs) if b > 0]
        worst = max([worst] + [abs(a - b) for a, b in pairs])
        path.unlink()
    return worst


def same_optimum(sets):
    def read(result):
        return dict(measured=result, compared=result)
    return [("optima", sets)], read


def told(*words):
    return json.loads(benchmarks(*words))


def in_100(what, *words):
    """Of 100 runs of a measurement, in how many something was so."""
    def read(result):
        value = 100 * result[what] / result["runs"]
        return dict(measured=value, compared=value)
    return [("told", *words)], read


def found(what, *words):
    return in_100(what, "planted", *words)


def found_measured(what, *words):
    return in_100(what, "measured", *words)


def trapped(what, *words):
    return in_100(what, "traps", *words)


def twin(what, *words):
    return in_100(what, "twins", *words)


def covers(*words):
    def read(result):
        return dict(measured=100 * result, compared=100 * result)
    return [("told", "covered", *words)], read
