"""Reference values of SeatTests: shared rates, and seats taken.

python3 Tests/ModelingTests/Reference/seats.py    (scipy 1.17, numpy)
"""
import numpy as np
from scipy import stats
from scipy.special import betaln

print("poisson-binomial", [f"{stats.poisson_binom.cdf(k, [0.1, 0.25, 0.5, 0.8, 0.9]):.12f}" for k in range(5)])
print("binomial", f"{stats.binom.cdf(52, 70, 0.72):.12f}")
print("beta-binomial", f"{stats.betabinom.sf(60, 200, 24.0, 76.0):.6f}", f"{stats.betabinom.cdf(53, 200, 24.0, 76.0):.6f}")
print("beta", [f"{q:.6f}" for q in stats.beta.ppf([0.05, 0.5, 0.95], 24.0, 76.0)])
print("beta after 30 of 60", [f"{q:.6f}" for q in stats.beta.ppf([0.05, 0.5, 0.95], 54.0, 106.0)])
x = (np.arange(20_000) + 0.5) / 20_000
w = stats.beta.pdf(x, 24.0, 76.0) * stats.binom.pmf(15, 60, x / 2)
print("15 of 60, half of them shown", f"{(w * x).sum() / w.sum():.6f}")

# Who is left without a seat where both rates are spread as beta distributions: a fine integral over both.
def spread(low, high):
    mean, deviation = (low + high) / 2, (high - low) / (2 * 1.6449)
    strength = mean * (1 - mean) / deviation**2 - 1
    return stats.beta(mean * strength, (1 - mean) * strength)


ends = [0, 1e-7, 1e-6, 1e-5, 1e-4, 0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.35]
ends += [1 - end for end in reversed(ends)]
places, parts = np.polynomial.legendre.leggauss(8)
at = np.concatenate([(a + b) / 2 + (b - a) / 2 * places for a, b in zip(ends, ends[1:])])
count = np.concatenate([(b - a) / 2 * parts for a, b in zip(ends, ends[1:])])
both = np.outer(spread(0.17, 0.31).ppf(at), spread(0.85, 0.95).ppf(at))
for seats, asked in [(40, 103), (40, 114), (40, 131), (300, 873), (300, 1048)]:
    over = (np.outer(count, count) * stats.binom.sf(seats, asked, both)).sum()
    print("over", seats, asked, f"{over:.6f}")

# The next event of a group of six, known from them alone: a fine grid of the mean, the spread and the rate.
people, yes = np.array([40, 52, 35, 60, 44, 80]), np.array([8, 16, 4, 21, 9, 14])
means = (np.arange(2000) + 0.5) / 2000
spreads = (np.arange(200) + 0.5) / 200 * 0.6
# One group alone: its mean is flat but for what the group of groups says, whose mean and tie are flat as well.
ties = (np.arange(200) + 0.5) / 200 * 0.8
prior = np.zeros_like(means)
for whole in (np.arange(400) + 0.5) / 400:
    for tie in ties:
        k = 1 / tie**2 - 1
        prior += stats.beta.pdf(means, whole * k, (1 - whole) * k)
rates = np.zeros_like(means)
for spread in spreads:
    k = 1 / spread**2 - 1
    a, b = means * k, (1 - means) * k
    logs = sum(betaln(y + a, n - y + b) - betaln(a, b) for n, y in zip(people, yes))
    if spread == spreads[0]:
        top = logs.max()
    weights = np.exp(logs - top) * prior
    for m, w in zip(means[::4], weights[::4]):
        if w > 0:
            rates += w * stats.beta.pdf(means, m * k, (1 - m) * k)
rates /= rates.sum()
cdf = np.cumsum(rates)
print("next event", f"{(rates * means).sum():.4f}", [f"{np.interp(p, cdf, means):.4f}" for p in (0.05, 0.5, 0.95)])
