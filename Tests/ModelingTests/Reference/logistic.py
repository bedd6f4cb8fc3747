"""Reference values of LogisticReferenceTests.swift, by statsmodels.

Run: python logistic.py SPECTOR.csv FAIR.csv   (two sets of statsmodels, BSD licence)
"""
import sys

import numpy as np
import statsmodels
import statsmodels.api as sm

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


class Uniform:
    """The 64-bit linear congruential generator of Knuth's MMIX, its upper 53 bits."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53


def generated(rows, seed):
    """Five columns of unlike scale and about 5 % ones; sums and products alone, so that the same
    numbers come out bit by bit in any language."""
    uniform = Uniform(seed)
    X, y, weights = [], [], []
    for _ in range(rows):
        a = uniform.next() + uniform.next() + uniform.next() - 1.5
        b = 0.5 * a + uniform.next()
        c = 1000.0 * uniform.next() * uniform.next()
        d = 1.0 if uniform.next() < 0.1 else 0.0
        e = 2000.0 + 20.0 * uniform.next()
        rate = 0.05 * (1 + 0.6 * a) * (0.5 + c / 500.0) * (1 + d) * 0.85
        y.append(1.0 if uniform.next() < rate else 0.0)
        weights.append(float(int(4 * uniform.next())))
        X.append([a, b, c, d, e])
    return np.array(X), np.array(y), np.array(weights)


X, y, weights = generated(5000, 2024)
show("generated", y, X)
show("generated, weighted", y, X, weights)

# Probabilities that are too low and too far apart, for EvaluationTests.swift.
p = (0.1 + X[:, 2] / 300.0) ** 2 / 20.0
show("calibration", y, np.log(p / (1 - p)))
print("logLoss", repr(float(-np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)))))
print("brier", repr(float(np.mean((p - y) ** 2))))
