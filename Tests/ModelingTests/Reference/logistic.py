"""Reference values of LogisticReferenceTests.swift, by statsmodels.

Run: python logistic.py SPECTOR.csv FAIR.csv   (two sets of statsmodels, BSD licence)
"""
import sys

import numpy as np
import statsmodels
import statsmodels.api as sm

from sets import general

print("# numpy", np.__version__, "statsmodels", statsmodels.__version__)


def show(name, y, X, weights=None):
    X = sm.add_constant(X)
    family = sm.families.Binomial()
    if weights is None:
        fit = sm.Logit(y, X).fit(method="newton", tol=1e-15, maxiter=50, disp=0)
    else:
        fit = sm.GLM(y, X, family=family, freq_weights=weights).fit(tol=1e-15, maxiter=50)
    null = fit.llnull
    print(f"== {name}: {int(y.sum())} of {len(y)}")
    print("coefficients", [float(repr(float(v))) for v in fit.params])
    print("standardErrors", [float(repr(float(v))) for v in fit.bse])
    print("logLikelihood", repr(float(fit.llf)), "null", repr(float(null)))


spector = np.loadtxt(sys.argv[1], skiprows=1)
show("spector", spector[:, 4], spector[:, 1:4])

fair = np.loadtxt(sys.argv[2], skiprows=1, delimiter=",")
show("fair", (fair[:, 8] > 0).astype(float), fair[:, :8])

rows = np.array(list(general()))
X, y, weights = rows[:, :5], rows[:, 5], rows[:, 6]
show("generated", y, X)
show("generated, weighted", y, X, weights)

# Probabilities that are too low and too far apart, for EvaluationTests.swift.
p = (0.1 + X[:, 2] / 300.0) ** 2 / 20.0
show("calibration", y, np.log(p / (1 - p)))
print("logLoss", repr(float(-np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)))))
print("brier", repr(float(np.mean((p - y) ** 2))))
