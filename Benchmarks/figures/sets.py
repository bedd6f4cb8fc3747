"""The published sets as tables that every side reads: group, outcome, features.

A set is looked for in the repository and then in DATA. What is left out and why stands beside each
set; row numbers and keys make folds and are never features.
"""

import csv
import gzip
import io
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPERIMENTS = ROOT / "examples/experiments"

SETS = {
    # Karlan & List 2007. Left out: treatments, outcomes, leaks, copies of the -999, and the two
    # columns that the project's own model leaves out (docs/experiments.md).
    "charity_mailing": dict(
        group="person_id", outcome=("out_gavedum", lambda text: text == "1"), missing={"-999", "-999.0"},
        leave_out=["treat*", "out_*", "stateresponse*", "*_missing", "pwhite", "pblack"]),
    # Gerber, Green & Larimer 2008. Left out: the treatment, drawn by lot.
    "gotv_experiment": dict(
        group="cluster", outcome=("primary_06", lambda text: text == "1"), missing={"NA"},
        leave_out=["voter_id", "treatment"], categories=["sex"]),
    # Left out: the message, drawn by lot, and what the survey asked after or beside the outcome.
    "voter_persuasion": dict(
        group="VOTER_ID", outcome=("MOVED_AD", lambda text: text == "Y"), missing={"NA"},
        leave_out=["SET_NO", "MESSAGE_*", "MOVED_A", "opposite", "I3", "CAND*", "Partition"]),
    # Lines end in CR. Left out: the amount, which is there only where the outcome is 1 or not 0.
    "fundraising": dict(
        group="Row Id", outcome=("TARGET_B", lambda text: text == "1"), missing={"NA"},
        leave_out=["Row Id.", "TARGET_D"]),
    # Fair 1978. The file has no key: a row is its own group.
    "fair": dict(
        group=None, outcome=("affairs", lambda text: float(text) > 0), missing=set(), leave_out=[]),
}


def find(name):
    """The path of a set, or None."""
    places = [EXPERIMENTS / f"{name}.csv.gz", ROOT / f"Tests/ModelingTests/Fixtures/{name}.csv"]
    if os.environ.get("DATA"):
        places += [pathlib.Path(os.environ["DATA"]) / f"{name}.csv{end}" for end in ("", ".gz")]
    return next((place for place in places if place.exists()), None)


def left_out(column, patterns):
    for pattern in patterns:
        start, star, end = pattern.partition("*")
        if column == pattern or star and column.startswith(start) and column.endswith(end):
            return True
    return False


def write_table(name, path):
    """Writes a set's table; the number of rows."""
    rule = SETS[name]
    source = find(name)
    data = (gzip.open if source.suffix == ".gz" else open)(source, "rb").read()
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    outcome, is_positive = rule["outcome"]
    categories = rule.get("categories", [])
    features = [c for c in rows[0]
                if c not in (rule["group"], outcome) and not left_out(c, rule["leave_out"])]
    heads = [f"{c}:category" if c in categories else c for c in features]
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["group", "outcome"] + heads)
        for number, row in enumerate(rows):
            values = ["" if row[c] in rule["missing"] else row[c] for c in features]
            group = row[rule["group"]] if rule["group"] else number
            writer.writerow([group, int(is_positive(row[outcome]))] + values)
    return len(rows)


def write_generated(path, rows=100_000, columns=40, rate=0.03, seed=1):
    """A dense set with a logistic truth: correlated normals, half of them bent or cut to flags."""
    import numpy as np

    random = np.random.default_rng(seed)
    values = random.standard_normal((rows, columns))
    for column in range(1, columns):
        values[:, column] = 0.5 * values[:, column - 1] + 0.75 ** 0.5 * values[:, column]
    for column in range(20, 28):
        values[:, column] = np.exp(values[:, column])
    for position, column in enumerate(range(28, 34)):
        values[:, column] = values[:, column] > -0.5 + 0.4 * position
    for column in range(34, columns):
        values[:, column] = random.poisson(np.exp(values[:, column] / 2))
    scaled = (values - values.mean(axis=0)) / values.std(axis=0)
    predictor = scaled @ (0.25 * random.standard_normal(columns))
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(-predictor - middle))).mean() < rate else (low, middle)
    outcome = random.random(rows) < 1 / (1 + np.exp(-predictor - low))
    with open(path, "w") as file:
        file.write(",".join(["group", "outcome"] + [f"x{c + 1}" for c in range(columns)]) + "\n")
        for row in range(rows):
            file.write(f"{row},{int(outcome[row])}," + ",".join(f"{v:.6g}" for v in scaled[row]) + "\n")
