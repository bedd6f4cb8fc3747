"""Fits the model of models/donate.yml without Groundswell and compares its scores.

    check.py SCORES.csv      compares the file that `groundswell score donate --csv` wrote
    check.py --penalties     the cross-validation that chose the penalty

Needs numpy, pandas, scikit-learn, statsmodels and scipy.
"""

import pathlib
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold

from by_hand import in_training

FILE = pathlib.Path(__file__).with_name("charity_mailing.csv.gz")
FEATURES = """hpa ltmedmra freq years year5 mrm2 dormant female couple state50one nonlit cases
statecnt perbush close25 red0 blue0 redcty bluecty page18_39 ave_hh_sz median_hhincome powner
psch_atlstba pop_propurban""".split()
SEED, SHARE, PENALTY = "donate", 0.5, 0.01


def design(values, training):
    """Centred, scaled columns (0 where missing) and indicators of missing values, by the rules
    of docs/experiments.md, learned on the training rows."""
    columns, patterns = {}, set()
    for name in FEATURES:
        column = values[name]
        columns[name] = ((column - column[training].mean()) / column[training].std(ddof=0)).fillna(0)
        missing = column.isna()
        pattern = missing[training].to_numpy().tobytes()
        if missing[training].sum() >= 20 and pattern not in patterns:
            patterns.add(pattern)
            columns[name + ": missing"] = missing.astype(float)
    kept = {}
    for name, column in columns.items():
        others = [np.ones(training.sum())] + [kept[k][training] for k in kept]
        left = sm.OLS(column[training].to_numpy(), np.column_stack(others)).fit().ssr
        if left > 1e-10 * training.sum():
            kept[name] = column.to_numpy()
    return np.column_stack(list(kept.values())), list(kept)


def fit(columns, outcomes, penalty):
    """Minimises the mean log loss + penalty/2 * sum of squared coefficients of the columns, each
    at a standard deviation of 1; coefficients, intercept first."""
    centre, scale = columns.mean(axis=0), columns.std(axis=0)
    ridge = LogisticRegression(
        C=1 / (penalty * len(outcomes)), solver="newton-cholesky", tol=1e-13, max_iter=1000
    ).fit((columns - centre) / scale, outcomes)
    slopes = ridge.coef_[0] / scale
    return np.concatenate([ridge.intercept_ - slopes @ centre, slopes])


def probabilities(coefficients, columns):
    return 1 / (1 + np.exp(-(coefficients[0] + columns @ coefficients[1:])))


def cross_validate(values, outcomes, training):
    """Log loss and AUC by penalty: three ten-fold cross-validations within the training part."""
    rows = np.flatnonzero(training)
    for penalty in [1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 3e-3, 5e-3, 1e-2, 2e-2, 3e-2, 1e-1]:
        losses, areas = [], []
        for seed in range(3):
            told = np.zeros(len(outcomes))
            folds = StratifiedKFold(10, shuffle=True, random_state=seed)
            for inner, outer in folds.split(rows, outcomes[rows]):
                part = np.zeros(len(outcomes), bool)
                part[rows[inner]] = True
                columns, _ = design(values, part)
                coefficients = fit(columns[part], outcomes[part], penalty)
                told[rows[outer]] = probabilities(coefficients, columns[rows[outer]])
            losses.append(log_loss(outcomes[rows], told[rows]))
            areas.append(roc_auc_score(outcomes[rows], told[rows]))
        print(f"{penalty:<8g} log loss {np.mean(losses):.6f}  AUC {np.mean(areas):.4f}", flush=True)


def compare(path, data, values, outcomes, training):
    columns, names = design(values, training)
    coefficients = fit(columns[training], outcomes[training], PENALTY)
    for name, coefficient in zip(["(intercept)"] + names, coefficients):
        print(f"{name:24s} {coefficient:.9f}")
    told, seen = probabilities(coefficients, columns)[~training], outcomes[~training]

    positive, negative = told[seen == 1], told[seen == 0]
    m, n = len(positive), len(negative)
    ranks = rankdata(np.concatenate([positive, negative]))
    beaten = (ranks[:m] - rankdata(positive)) / n
    beating = 1 - (ranks[m:] - rankdata(negative)) / m
    area = beaten.mean()
    error = np.sqrt(beaten.var(ddof=1) / m + beating.var(ddof=1) / n)  # DeLong
    entropy = log_loss(seen, np.full(len(seen), seen.mean()))
    calibration = sm.Logit(seen, sm.add_constant(np.log(told / (1 - told)))).fit(disp=False)
    top = seen[np.argsort(-told, kind="stable")[:len(told) // 10]]
    low, high = calibration.conf_int()[1]
    print(f"trained on {training.sum()}, {outcomes[training].sum()} gave")
    print(f"measured on {len(seen)}, {seen.sum()} gave, {told.sum():.1f} foretold")
    print(f"AUC {area:.6f} ({area - 1.96 * error:.4f} to {area + 1.96 * error:.4f})")
    print(f"log loss {log_loss(seen, told):.6f}, skill {1 - log_loss(seen, told) / entropy:.4f}")
    print(f"calibration slope {calibration.params[1]:.4f} ({low:.4f} to {high:.4f})")
    print(f"lift in the top tenth {top.mean() / seen.mean():.4f}")

    scores = pd.read_csv(path, dtype={"source_key": str})
    ours = pd.DataFrame({"source_key": data.person_id[~training], "told": told})
    both = scores.merge(ours, on="source_key", how="outer")
    difference = (both.probability - both.told).abs().max()
    complete = len(both) == len(ours) == len(scores)
    print(f"same people: {complete}; largest difference of a score: {difference:.1e}")
    return complete and difference < 1e-6


def main():
    data = pd.read_csv(FILE, dtype={"person_id": str})
    training = data.person_id.map(
        lambda record: in_training("charity_mailing", record, SEED, SHARE)).to_numpy()
    values = data[FEATURES].astype(float).mask(lambda column: column == -999)
    values.hpa = (values.hpa * 100).round()
    values.median_hhincome *= 100
    outcomes = data.out_gavedum.to_numpy()
    if sys.argv[1:] == ["--penalties"]:
        return cross_validate(values, outcomes, training)
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not compare(sys.argv[1], data, values, outcomes, training):
        sys.exit(1)


if __name__ == "__main__":
    main()
