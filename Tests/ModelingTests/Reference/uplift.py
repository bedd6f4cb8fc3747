"""Reference values of UpliftTests.swift, by statsmodels and scipy.

Run: python uplift.py
Printed with statsmodels 0.15.0.
"""

import numpy as np
import scipy.stats
import statsmodels.api as sm


class Uniform:
    """The 64-bit linear congruential generator of Knuth's MMIX, its upper 53 bits."""

    def __init__(self, seed):
        self.state = seed

    def __call__(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53


def experiment(rows=600, seed=77):
    """The twin of `Trial.clustered` in UpliftTests.swift: the same bits."""
    uniform = Uniform(seed)
    treated, outcomes, dollars, clusters = [], [], [], []
    cluster = 0
    while len(outcomes) < rows:
        cluster += 1
        arm = 1.0 if uniform() < 0.4 else 0.0
        shared = uniform()
        for _ in range(1 + int(uniform() * 4)):
            yes = 1.0 if uniform() < 0.2 + 0.3 * shared + 0.1 * arm else 0.0
            treated.append(arm)
            outcomes.append(yes)
            dollars.append(yes * 100.0 * uniform())
            clusters.append(cluster)
    return np.array(treated), np.array(outcomes), np.array(dollars), np.array(clusters)


def effect(name, treated, outcomes, clusters):
    fit = sm.OLS(outcomes, sm.add_constant(treated)).fit(
        cov_type="cluster", cov_kwds={"groups": clusters})
    low, high = fit.conf_int()[1]
    print(name, repr(float(fit.params[1])), repr(float(fit.bse[1])), repr(float(low)),
          repr(float(high)), repr(float(fit.pvalues[1])))


if __name__ == "__main__":
    treated, outcomes, dollars, clusters = experiment()
    print("people", len(outcomes), "treated", int(treated.sum()), "clusters",
          len(set(clusters.tolist())))
    effect("yes", treated, outcomes, clusters)
    effect("dollars", treated, dollars, clusters)
    for x, degrees in [(3.841458820694124, 1), (0.5, 7), (30.0, 12), (250.0, 100), (80.0, 3)]:
        print("chi-squared", x, degrees, repr(float(scipy.stats.chi2.sf(x, degrees))))
