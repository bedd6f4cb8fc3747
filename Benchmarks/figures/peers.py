"""The peers' logistic models and boosted trees, by the same folds and the same measures."""

import warnings

import lightgbm
import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold

PENALTIES = [1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1]  # those of CrossValidation.Options
GRID = [dict(num_leaves=leaves, min_child_samples=rows) for leaves in (4, 15) for rows in (20, 200)]


def read_table(path):
    data = pd.read_csv(path)
    values = data.iloc[:, 2:]
    return data.group.to_numpy(), data.outcome.to_numpy(), values


def design(values, training):
    """Columns of deviation 1 over the training rows, missing values as 0 with an indicator where 20
    training rows or more lack the value, levels as flags but for the most frequent."""
    columns, patterns = [], set()
    for name in values:
        column = values[name]
        if name.endswith(":category"):
            levels = column[training].value_counts()
            columns += [(column == level).astype(float) for level in levels.index[1:]
                        if levels[level] >= 20]
            continue
        spread = column[training].std(ddof=0)
        if spread > 0:
            columns.append(((column - column[training].mean()) / spread).fillna(0))
        missing = column.isna()
        pattern = missing[training].to_numpy().tobytes()
        if missing[training].sum() >= 20 and pattern not in patterns:
            patterns.add(pattern)
            columns.append(missing.astype(float))
    matrix = np.column_stack(columns)
    matrix = (matrix - matrix[training].mean(axis=0)) / matrix[training].std(axis=0)
    # Columns told by earlier ones: a diagonal of R that is nearly nothing.
    kept = np.abs(np.diag(np.linalg.qr(matrix[training], mode="r"))) > 1e-5 * training.sum() ** 0.5
    return matrix[:, kept]


def ridge(x, y, penalty, solver="newton-cholesky", tol=1e-8):
    return LogisticRegression(C=1 / (penalty * len(y)), solver=solver, tol=tol, max_iter=500).fit(x, y)


def scikit(values, y, training):
    """Ridge, its penalty by four folds within the training rows."""
    rows = np.flatnonzero(training)
    losses = np.zeros(len(PENALTIES))
    for inner, outer in StratifiedKFold(4, shuffle=True, random_state=1).split(rows, y[rows]):
        part = np.zeros(len(y), bool)
        part[rows[inner]] = True
        x = design(values, part)
        for index, penalty in enumerate(PENALTIES):
            told = ridge(x[part], y[part], penalty).predict_proba(x[rows[outer]])
            losses[index] += log_loss(y[rows[outer]], told[:, 1]) * len(outer)
    x = design(values, training)
    return ridge(x[training], y[training], PENALTIES[losses.argmin()]).predict_proba(x[~training])[:, 1]


def statsmodels(values, y, training):
    """Maximum likelihood; None where it does not converge.

    It is judged by the gradient: the peer's own flag asks for coefficients that stand still, which
    rounding can deny a fit that is done."""
    x = sm.add_constant(design(values, training), has_constant="add")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fit = sm.Logit(y[training], x[training]).fit(disp=False, maxiter=50)
    except Exception:  # separation and singular Hessians end in one of several errors
        return None
    gradient = np.abs(fit.model.score(fit.params)).max() / training.sum()
    return fit.predict(x[~training]) if gradient < 1e-8 else None


def lightgbm_trees(values, y, training):
    """Boosted trees: leaves and rows a leaf by GRID, rounds by early stopping, over three folds within
    the training rows; learning rate .05, four features of five a tree."""
    values = values.copy()
    for name in values:
        if name.endswith(":category"):
            values[name] = values[name].astype("category")
    values.columns = [f"f{c}" for c in range(values.shape[1])]
    base = dict(objective="binary", learning_rate=0.05, feature_fraction=0.8, seed=1, num_threads=1,
                deterministic=True, force_row_wise=True, verbose=-1)
    best = None
    for point in GRID:
        result = lightgbm.cv(
            base | point, lightgbm.Dataset(values[training], y[training], free_raw_data=False), 400,
            nfold=3, stratified=True, seed=1, callbacks=[lightgbm.early_stopping(30, verbose=False)])
        losses = result["valid binary_logloss-mean"]
        if best is None or losses[-1] < best[0]:
            best = losses[-1], point, len(losses)
    data = lightgbm.Dataset(values[training], y[training])
    return lightgbm.train(base | best[1], data, best[2]).predict(values[~training])


PEERS = {"scikit-learn": scikit, "statsmodels": statsmodels, "LightGBM": lightgbm_trees}


def judge(told, y):
    """AUC, skill, and calibration slope with its standard error."""
    odds = np.clip(np.log(told / (1 - told)), -30, 30)
    calibration = sm.Logit(y, sm.add_constant(odds)).fit(disp=False)
    rate = y.mean()
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return dict(auc=roc_auc_score(y, told), skill=1 - log_loss(y, told) / entropy,
                slope=calibration.params[1], slope_error=calibration.bse[1])


def mean(judged):
    return {key: float(np.mean([j[key] for j in judged])) for key in judged[0]}


def cross_validate(table, folds, peer):
    """A peer's measures over all repetitions, or None where a fold did not converge."""
    _, y, values = read_table(table)
    judged = []
    for repetition in pd.read_csv(folds).to_numpy().T:
        told = np.full(len(y), np.nan)
        for fold in range(repetition.max() + 1):
            part = PEERS[peer](values, y, repetition != fold)
            if part is None:
                return None
            told[repetition == fold] = part
        judged.append(judge(told, y))
    return mean(judged)
