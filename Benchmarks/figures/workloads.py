"""The workloads on which fits are timed, written once as plain numbers that every side reads.

W1: 1,000,000 rows of 40 columns: 20 normals, 8 exponentials of normals, 6 flags, 6 counts.
W2: 200,000 rows of 200 normals. W3: 1,000,000 rows of 15 normals and 15 categorical columns of 3 to 150
levels, Zipf-distributed. Normals are AR(1)-correlated along the columns, all numeric columns standardised
and kept as float32; the outcome is drawn from a logistic model that makes 3 % positives.
"""

import json

import numpy as np

from figures.run import scratch

LEVELS = [3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 70, 110, 150]
SEEDS = {"W1": 1, "W2": 2, "W3": 3}
PENALTY = 1e-4  # of |w|^2 / 2, beside the mean log loss; the intercept is free


def folder_of(name):
    """The folder of a workload's files; made on the first call."""
    folder = scratch(name)
    if not (folder / "shape.json").exists():
        folder.mkdir(exist_ok=True)
        write(name, folder)
    return folder


def normals(random, rows, columns, correlation):
    values = random.standard_normal((columns, rows))
    for column in range(1, columns):
        values[column] = correlation * values[column - 1] + (1 - correlation ** 2) ** 0.5 * values[column]
    return values


def write(name, folder):
    random = np.random.default_rng(SEEDS[name])
    codes = np.empty((0, 0), np.uint16)
    if name == "W1":
        values, effect = normals(random, 1_000_000, 40, 0.5), 0.25
        values[20:28] = np.exp(values[20:28])
        for place, column in enumerate(range(28, 34)):
            values[column] = values[column] > -0.5 + 0.4 * place
        values[34:] = random.poisson(np.exp(values[34:] / 2))
    elif name == "W2":
        values, effect = normals(random, 200_000, 200, 0.5), 0.12
    else:
        values, effect = normals(random, 1_000_000, 15, 0.4), 0.25
        codes = np.empty((len(LEVELS), values.shape[1]), np.uint16)
        for column, levels in enumerate(LEVELS):
            shares = np.arange(1, levels + 1) ** -0.7
            codes[column] = random.choice(levels, values.shape[1], p=shares / shares.sum())
    values -= values.mean(axis=1, keepdims=True)
    values /= values.std(axis=1, keepdims=True)
    predictor = (effect * random.standard_normal(len(values))) @ values
    for column in codes:
        predictor += (0.3 * random.standard_normal(column.max() + 1))[column]
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if (1 / (1 + np.exp(-predictor - middle))).mean() < 0.03:
            low = middle
        else:
            high = middle
    outcomes = random.random(values.shape[1]) < 1 / (1 + np.exp(-predictor - low))
    values.astype(np.float32).tofile(folder / "values")
    codes.tofile(folder / "codes")
    outcomes.astype(np.uint8).tofile(folder / "outcomes")
    shape = dict(rows=values.shape[1], numeric=len(values), levels=LEVELS[:len(codes)])
    part = folder / "shape.part"
    part.write_text(json.dumps(shape))
    part.rename(folder / "shape.json")


def read(name):
    """Numeric columns (float32, a row a column), codes and outcomes."""
    folder = folder_of(name)
    shape = json.loads((folder / "shape.json").read_text())
    values = np.fromfile(folder / "values", np.float32).reshape(shape["numeric"], shape["rows"])
    codes = np.fromfile(folder / "codes", np.uint16).reshape(len(shape["levels"]), shape["rows"])
    return values, codes, np.fromfile(folder / "outcomes", np.uint8).astype(float)


def objective(name, coefficients, free_intercept=True):
    """Mean log loss and penalty at coefficients (intercept, numeric columns, levels), in float64."""
    values, codes, outcomes = read(name)
    coefficients = np.asarray(coefficients, float)
    predictor = np.full(len(outcomes), coefficients[0])
    for column, coefficient in zip(values, coefficients[1:]):
        predictor += coefficient * column.astype(float)
    start = 1 + len(values)
    for column, levels in zip(codes, LEVELS):
        predictor += coefficients[start:start + levels][column]
        start += levels
    penalised = coefficients[1:] if free_intercept else coefficients
    loss = np.logaddexp(0, np.where(outcomes == 1, -predictor, predictor)).mean()
    return float(loss + PENALTY / 2 * (penalised ** 2).sum())
