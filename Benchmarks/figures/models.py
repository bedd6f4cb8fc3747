"""The measurements of the part `models`."""

import json
import os
import statistics
import time

import figures.sets as sets
from figures.run import Skipped, benchmarks, scratch

FOLDS = 5
OURS = ("linear", "auto")
SETS = ("fair", "fundraising", "voter_persuasion", "gotv_experiment", "charity_mailing")
# One core each, as ours; the libraries ask when they are loaded, which is later.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def repetitions(name):
    """Folds are drawn twice where there are few rows."""
    return 1 if name in ("charity_mailing", "gotv_experiment") else 2


def table_of(name):
    path = scratch(f"{name}.csv")
    if not path.exists():
        part = scratch(f"{name}.part")
        if name == "generated":
            sets.write_generated(part)
        elif sets.find(name):
            sets.write_table(name, part)
        else:
            raise Skipped(f"{name} is neither in the repository nor in DATA")
        part.rename(path)
    return path


def crossed(name, who):
    """Measures of our score of a set by its terms, linear or auto, or of a peer's; of ours also how far
    our own judges are from the peers'."""
    import numpy as np
    from figures import peers

    table, folds, told = table_of(name), scratch(f"{name}.folds.csv"), scratch(f"{name}.{who}.csv")
    if who not in OURS:
        benchmarks("folds", table, FOLDS, repetitions(name), folds)
        return peers.cross_validate(table, folds, who)
    own = json.loads(benchmarks("crossed", table, who, FOLDS, repetitions(name), told))
    _, y, _ = peers.read_table(table)
    judged = [peers.judge(column, y) for column in np.loadtxt(told, delimiter=",", ndmin=2).T]
    apart = max(
        max(abs(a["auc"] - b["auc"]), abs(a["skill"] - b["skill"]), abs(a["slope"] - b["slope"]))
        for a, b in zip(own, judged))
    return peers.mean(judged) | {"judges": apart}


def difference(measure, name, terms, peer):
    """Ours less the peer's."""
    def read(ours, theirs):
        ours, theirs = ours[measure], theirs and theirs[measure]
        return dict(measured=ours, peer=theirs,
                    compared=None if theirs is None else ours - theirs)
    return [("crossed", name, terms), ("crossed", name, peer)], read


def mean_difference(measure, terms, peer):
    """The mean over all sets of ours less the peer's."""
    def read(*crossed):
        ours, theirs = [[one[measure] for one in crossed[start::2]] for start in (0, 1)]
        return dict(measured=statistics.mean(ours), peer=statistics.mean(theirs),
                    compared=statistics.mean(a - b for a, b in zip(ours, theirs)))
    return [("crossed", name, who) for name in SETS for who in (terms, peer)], read


def slope(name, terms, peer):
    """The calibration slope, which a 95 % interval about should hold 1."""
    def read(ours, peer):
        return dict(measured=ours["slope"], peer=peer["slope"],
                    interval=[ours["slope"] + sign * 1.96 * ours["slope_error"] for sign in (-1, 1)])
    return [("crossed", name, terms), ("crossed", name, peer)], read


def judges(name):
    return [("crossed", name, "auto")], lambda ours: dict(
        measured=ours["judges"], compared=ours["judges"])


def fits(name):
    """Paired fits of all rows: ours, scikit-learn at the same penalty, statsmodels without one."""
    import numpy as np
    import statsmodels.api as sm
    from figures import peers

    table, told = table_of(name), scratch(f"{name}.fit.csv")
    _, y, values = peers.read_table(table)
    x = peers.design(values, np.ones(len(y), bool))
    with_one = sm.add_constant(x)
    penalty = 1e-3
    seconds = {"ours": [], "scikit-learn": [], "statsmodels": []}
    for _ in range(3):
        # A call of ours reads the table anew, so its first fit is the warm-up.
        seconds["ours"].append(json.loads(benchmarks("fit", table, penalty, 2, told))[1])
        for peer, fit in {
            "scikit-learn": lambda: peers.ridge(x, y, penalty, solver="lbfgs", tol=1e-4),
            "statsmodels": lambda: sm.Logit(y, with_one).fit(disp=False),
        }.items():
            start = time.perf_counter()
            fit()
            seconds[peer].append(time.perf_counter() - start)
    exact = peers.ridge(x, y, penalty, tol=1e-13).predict_proba(x)[:, 1]
    return {"seconds": seconds, "rows": len(y), "columns": x.shape[1],
            "difference": float(np.abs(exact - np.loadtxt(told)).max())}


def fit_time(name, peer):
    def read(result):
        ours, theirs = result["seconds"]["ours"], result["seconds"][peer]
        return dict(measured=statistics.median(ours), peer=statistics.median(theirs),
                    compared=statistics.median(a / b for a, b in zip(ours, theirs)))
    return [("fits", name)], read


def same_fit(name):
    return [("fits", name)], lambda result: dict(
        measured=result["difference"], compared=result["difference"])
