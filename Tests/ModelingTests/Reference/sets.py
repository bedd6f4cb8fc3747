"""The generated sets of the R references, as CSV: the same bits as `Example` in Generator.swift.

Run: python sets.py general > general.csv   (or sparse)
"""
import sys


class Uniform:
    """The 64-bit linear congruential generator of Knuth's MMIX, its upper 53 bits."""

    def __init__(self, seed):
        self.state = seed

    def __call__(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53

    def bell(self):
        total = -6.0
        for _ in range(12):
            total += self()
        return total


def general(rows=5000, seed=2024):
    """Example.generated"""
    u = Uniform(seed)
    for _ in range(rows):
        a = u() + u() + u() - 1.5
        b = 0.5 * a + u()
        c = 1000.0 * u() * u()
        d = 1.0 if u() < 0.1 else 0.0
        e = 2000.0 + 20.0 * u()
        rate = 0.05 * (1 + 0.6 * a) * (0.5 + c / 500.0) * (1 + d) * 0.85
        y = 1 if u() < rate else 0
        yield [a, b, c, d, e, y, int(4 * u())]


def scattered(z):
    z = (z + 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
    return z ^ z >> 31


def sparse(rows=400, seed=31):
    """Example.sparse: thirty correlated columns of unlike scale, of which four say something; last
    the row's fold, Folds(groups: rows by twos, count: 5, seed: 1)."""
    u = Uniform(seed)
    for i in range(rows):
        x = [u.bell()]
        for _ in range(29):
            x.append(0.5 * x[-1] + u.bell())
        chance = 0.25 + 0.1 * x[0] - 0.08 * x[3] + 0.06 * x[7] + 0.05 * x[8]
        y = 1 if u() < chance else 0
        yield [x[j] * (1 + j) for j in range(30)] + [
            y, int(4 * u()), scattered((scattered(1) + i // 2) % 2**64) % 5]


if __name__ == "__main__":
    for row in globals()[sys.argv[1]]():
        print(",".join(repr(value) for value in row))
