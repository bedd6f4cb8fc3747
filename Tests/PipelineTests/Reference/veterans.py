"""Reference numbers of ExperimentTests.swift: the model of examples/experiments/models/veterans.yml
by scikit-learn, statsmodels and numpy.

    veterans.py              the figures
    veterans.py --penalties  the cross-validation that chose the penalty

Of Groundswell's own it takes the split into training part and rest from by_hand.py.
"""

import io
import gzip
import pathlib
import sys

import numpy as np
import pandas as pd
import statsmodels.api as sm
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold

FOLDER = pathlib.Path(__file__).parents[3] / "examples/experiments"
sys.path.insert(0, str(FOLDER))
from by_hand import in_training  # noqa: E402

RATE, COST, PENALTY = 0.051, 68, 0.3

text = gzip.open(FOLDER / "fundraising.csv.gz", "rt", encoding="utf-8-sig", newline="").read()
data = pd.read_csv(io.StringIO(text), lineterminator="\r", dtype={"Row Id.": str})
training = np.array([in_training("fundraising", row, "veterans") for row in data["Row Id."]])
outcomes = data.TARGET_B.to_numpy()
columns = data.drop(columns=["Row Id", "Row Id.", "TARGET_B", "TARGET_D"])
columns = ((columns - columns[training].mean()) / columns[training].std(ddof=0)).to_numpy()


def model(rows, penalty):
    return LogisticRegression(
        C=1 / (penalty * len(rows)), solver="newton-cholesky", tol=1e-13, max_iter=1000
    ).fit(columns[rows], outcomes[rows])


def penalties():
    """Log loss and AUC by penalty, within the training part alone."""
    rows = np.flatnonzero(training)
    folds = RepeatedStratifiedKFold(n_splits=10, n_repeats=3, random_state=0)
    for penalty in [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]:
        losses, areas = [], []
        for inner, outer in folds.split(rows, outcomes[rows]):
            told = model(rows[inner], penalty).predict_proba(columns[rows[outer]])[:, 1]
            losses.append(log_loss(outcomes[rows[outer]], told))
            areas.append(roc_auc_score(outcomes[rows[outer]], told))
        print(f"{penalty:<6g} log loss {np.mean(losses):.6f}  AUC {np.mean(areas):.4f}")


def figures():
    fitted = model(np.flatnonzero(training), PENALTY)
    share = outcomes[training].mean()
    excess = np.log((1 - RATE) / RATE * share / (1 - share))
    told = 1 / (1 + np.exp(-(columns @ fitted.coef_[0] + fitted.intercept_[0] - excess)))
    told, seen = told[~training], outcomes[~training]
    weights = np.where(seen == 1, RATE / seen.mean(), (1 - RATE) / (1 - seen.mean()))
    print(f"trained on {training.sum()}, {outcomes[training].sum()} positive")
    print(f"intercept {fitted.intercept_[0] - excess:.9f}")
    print(f"AUC {roc_auc_score(seen, told):.9f}")
    print(f"log loss {log_loss(seen, told, sample_weight=weights):.9f}")
    print(f"Brier {brier_score_loss(seen, told, sample_weight=weights):.9f}")
    # The same slope as of the rows; the intercept corrected as the model's is.
    calibration = sm.Logit(seen, sm.add_constant(np.log(told / (1 - told)))).fit(disp=False)
    excess = np.log((1 - RATE) / RATE * seen.mean() / (1 - seen.mean()))
    print(f"calibration {calibration.params[0] - excess:.9f} {calibration.params[1]:.9f}")

    gifts = (data.TARGET_D * 100).round().to_numpy()
    highest = (data.MAXRAMNT * 100).round().to_numpy()
    givers = training & (outcomes == 1)
    bounds = [0, 2500, 5000, 10000, 25000, 50000, 100000, 250000]
    bands = np.searchsorted(bounds, highest)
    overall = gifts[givers].mean()
    means = np.array([
        np.floor((gifts[givers & (bands == b)].sum() + 10 * overall)
                 / ((givers & (bands == b)).sum() + 10) + 0.5) for b in range(9)])
    margin = gifts[~training] - COST
    worth = told * means[bands[~training]] > COST

    def stratified(values):
        """The mean over the population and its standard error (Cochran 1977, 5.3)."""
        ones, zeros = values[seen == 1], values[seen == 0]
        value = RATE * ones.mean() + (1 - RATE) * zeros.mean()
        variance = (RATE**2 * ones.var(ddof=1) / len(ones)
                    + (1 - RATE) ** 2 * zeros.var(ddof=1) / len(zeros))
        return f"{value:.9f} ({np.sqrt(variance):.9f})"

    print(f"mean chance {stratified(told)}")
    print(f"profit per 1,000, all {stratified(margin / 100 * 1000)}")
    print(f"profit per 1,000, worthwhile {stratified(margin * worth / 100 * 1000)}")
    print(f"profit per 1,000, gain {stratified(-margin * ~worth / 100 * 1000)}")
    print(f"share worthwhile {stratified(worth.astype(float))}")


penalties() if sys.argv[1:] == ["--penalties"] else figures()
