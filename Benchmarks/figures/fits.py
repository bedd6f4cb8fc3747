"""fits PEER WORKLOAD THREADS [TOLERANCE]: a peer's fit of a workload, as JSON.

Prints the tolerance, the relative gap of the objective to the optimum, and the seconds of packing (from
plain columns in memory to what the peer takes) and of the fit. Without a tolerance it is the loosest
power of ten that leaves a gap of 1e-9 at most: what an equal answer costs.
"""

import json
import sys
import time

import numpy as np

from figures import workloads
from figures.workloads import LEVELS, PENALTY

GAP = 1e-9


def one_hot(values, codes, dtype, ones=False):
    """Rows of numeric columns and a flag a level; with `ones`, a column of them at the end."""
    from scipy import sparse

    if not len(codes) and not ones:
        return np.ascontiguousarray(values.T, dtype=dtype)
    rows = values.shape[1]
    width = len(values) + len(codes) + ones
    data, columns = np.ones((rows, width), dtype), np.empty((rows, width), np.int32)
    data[:, :len(values)] = values.T
    columns[:, :len(values)] = np.arange(len(values))
    start = len(values)
    for place, (codes_of, levels) in enumerate(zip(codes, LEVELS)):
        columns[:, len(values) + place] = start + codes_of
        start += levels
    if ones:
        columns[:, -1] = start
    return sparse.csr_matrix(
        (data.ravel(), columns.ravel(), np.arange(rows + 1, dtype=np.int32) * width),
        shape=(rows, start + ones))


def scikit(tolerance, threads, rows):
    from sklearn.linear_model import LogisticRegression
    return (lambda values, codes: one_hot(values, codes, float),
            LogisticRegression(C=1 / (PENALTY * rows), tol=tolerance, max_iter=2000))


def intelex(tolerance, threads, rows):
    from daal4py import daalinit
    from sklearnex.linear_model import LogisticRegression
    daalinit(threads)
    return (lambda values, codes: one_hot(values, codes, float),
            LogisticRegression(C=1 / (PENALTY * rows), tol=tolerance, max_iter=2000))


def glum(tolerance, threads, rows):
    from glum import GeneralizedLinearRegressor
    import tabmat

    def pack(values, codes):
        dense = tabmat.DenseMatrix(np.asfortranarray(values.T, dtype=float))
        if not len(codes):
            return dense
        return tabmat.SplitMatrix([dense] + [
            tabmat.CategoricalMatrix(codes_of.astype(np.int32), categories=np.arange(levels))
            for codes_of, levels in zip(codes, LEVELS)])
    return pack, GeneralizedLinearRegressor(
        family="binomial", alpha=PENALTY, l1_ratio=0, solver="irls-ls", gradient_tol=tolerance,
        max_iter=200)


def snapml(tolerance, threads, rows):
    from snapml import LogisticRegression
    return (lambda values, codes: one_hot(values, codes, np.float32),
            LogisticRegression(regularizer=PENALTY * rows, dual=True, tol=tolerance, max_iter=2000,
                               n_jobs=threads))


PEERS = {"scikit-learn": scikit, "scikit-learn-intelex": intelex, "glum": glum, "snapml": snapml}


def optimum(name, free_intercept):
    """The least objective, by a peer at its tightest; kept beside the workload."""
    path = workloads.folder_of(name) / f"optimum{free_intercept}"
    if not path.exists():
        from sklearn.linear_model import LogisticRegression
        values, codes, outcomes = workloads.read(name)
        fit = LogisticRegression(C=1 / (PENALTY * len(outcomes)), tol=1e-11, max_iter=5000,
                                 fit_intercept=free_intercept)
        fit.fit(one_hot(values, codes, float, ones=not free_intercept), outcomes)
        slopes = fit.coef_.ravel()
        if not free_intercept:
            fit.intercept_, slopes = slopes[-1:], slopes[:-1]
        path.write_text(repr(workloads.objective(name, np.r_[fit.intercept_, slopes], free_intercept)))
    return float(path.read_text())


def fit(peer, name, threads, tolerance):
    values, codes, outcomes = workloads.read(name)
    pack, model = PEERS[peer](tolerance, threads, len(outcomes))
    start = time.perf_counter()
    packed = pack(values, codes)
    between = time.perf_counter()
    model.fit(packed, outcomes)
    end = time.perf_counter()
    free = peer != "snapml"  # which penalises the intercept too: its gap is to the optimum of that
    value = workloads.objective(
        name, np.r_[np.ravel(model.intercept_), np.ravel(model.coef_)], free)
    best = optimum(name, free)
    return dict(tolerance=tolerance, gap=(value - best) / best, packing=between - start,
                fit=end - between)


def main(peer, name, threads, tolerance=None):
    for power in range(4, 12):
        result = fit(peer, name, int(threads), float(tolerance or f"1e-{power}"))
        if tolerance or result["gap"] <= GAP:
            break
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
