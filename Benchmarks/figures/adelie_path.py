"""adelie_path FOLDER THREADS: follows adelie's path at our lambdas, writes it beside ours.

Prints the seconds of packing (standardising the columns, in the order that it takes) and of the path, as
JSON; the tolerance is the one at which its objective comes within 1e-9 of the optimum."""

import json
import pathlib
import sys
import time

import adelie
import numpy as np

folder, threads = pathlib.Path(sys.argv[1]), int(sys.argv[2])
outcomes = np.fromfile(folder / "outcomes")
values = np.fromfile(folder / "values").reshape(-1, len(outcomes)).T
lambdas = np.fromfile(folder / "ours").reshape(-1, values.shape[1] + 2)[:, 0]
first = time.perf_counter()
centres, deviations = values.mean(axis=0), values.std(axis=0)
scaled = np.asfortranarray((values - centres) / deviations)
matrix = adelie.matrix.dense(scaled, method="naive", n_threads=threads)
start = time.perf_counter()
state = adelie.grpnet(
    matrix, adelie.glm.binomial(y=outcomes, dtype=np.float64), lmda_path=lambdas, alpha=0.9, tol=1e-9,
    early_exit=False, progress_bar=False, n_threads=threads)
print(json.dumps(dict(packing=start - first, fit=time.perf_counter() - start)))
coefficients = state.betas.toarray() / deviations
intercepts = state.intercepts - coefficients @ centres
np.column_stack([lambdas, intercepts, coefficients]).tofile(folder / "adelie")
