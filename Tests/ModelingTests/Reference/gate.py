"""The reference numbers of GateMeasureTests: numpy 2, scipy 1, statsmodels 0.14, scikit-learn 1."""

import numpy as np
from scipy.stats import chi2
from sklearn.metrics import roc_auc_score
from statsmodels.stats.proportion import proportion_confint

old, new = np.array([120, 80, 0, 200]), np.array([60, 90, 10, 40])
r, c = ((x + 0.5) / (x.sum() + 0.5 * len(x)) for x in (old, new))
index = float(((c - r) * np.log(c / r)).sum())
scale = sum(1 / (x.sum() + 0.5 * len(x)) for x in (old, new))
print("index", repr(index), repr(float(chi2.sf(index / scale, 3))))

for k, n in ((3, 40), (0, 25), (7, 7)):
    print("wilson", k, n, [float(x) for x in proportion_confint(k, n, method="wilson")])

# Missing values of the column rank below or above all others, and the column rises or falls.
x = np.array([3, 1, np.nan, 2, 5, np.nan, 4, 1, 2, np.nan])
y = np.array([0, 1, 1, 0, 0, 1, 0, 1, 1, 0])
for rising in (1, -1):
    for missing in (-np.inf, np.inf):
        scores = np.where(np.isnan(x), missing, rising * x)
        print("auc", rising, missing, repr(float(roc_auc_score(y, np.clip(scores, -99, 99)))))
