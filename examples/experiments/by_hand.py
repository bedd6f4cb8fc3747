"""Works out the figures of docs/experiments.md from the raw files, without Groundswell.

    by_hand.py donate | veterans | turn_out | message_a | matching_offer
                                           from the files in this folder
    by_hand.py itemised ITCONT CM          from the FEC's files

Prints one JSON object of figures. Needs nothing but Python: the sums, the split, the fit and the
measures are written out here by their definitions, slowly.
"""

import csv
import gzip
import io
import json
import math
import pathlib
import sys
from operator import mul

FOLDER = pathlib.Path(__file__).parent
WORD = 2**64 - 1

# ---------------------------------------------------------------- who is trained on


def siphash(data):
    """SipHash-2-4 under the key 00 01 ... 0f."""

    def turn(x, bits):
        return (x << bits | x >> (64 - bits)) & WORD

    def mix(v, rounds):
        for _ in range(rounds):
            a, b, c, d = v
            a, c = (a + b) & WORD, (c + d) & WORD
            b, d = turn(b, 13) ^ a, turn(d, 16) ^ c
            a, c = (turn(a, 32) + d) & WORD, (c + b) & WORD
            d, b = turn(d, 21) ^ a, turn(b, 17) ^ c
            v[:] = [a, b, turn(c, 32), d]

    key = int.from_bytes(range(8), "little"), int.from_bytes(range(8, 16), "little")
    words = [int.from_bytes(b"somepseu", "big"), int.from_bytes(b"dorandom", "big"),
             int.from_bytes(b"lygenera", "big"), int.from_bytes(b"tedbytes", "big")]
    v = [word ^ key[i % 2] for i, word in enumerate(words)]
    padded = data + bytes(7 - len(data) % 8) + bytes([len(data) % 256])
    for start in range(0, len(padded), 8):
        word = int.from_bytes(padded[start:start + 8], "little")
        v[3] ^= word
        mix(v, 2)
        v[0] ^= word
    v[2] ^= 0xFF
    mix(v, 4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def person_of(source, record):
    """The number of the person that a record is the first of."""
    return max(1, siphash(source.encode() + b"\x1f" + record.encode()) % 2**63)


def in_training(source, record, seed, share=0.5):
    """Whether a record's person falls into the training part."""
    factor = 1 + siphash(seed.encode() + b"\x1fa") % (2**31 - 2)
    summand = siphash(seed.encode() + b"\x1fb") % (2**31 - 1)
    bucket = (person_of(source, record) % 2147483629 * factor + summand) % 2147483647 % 1000000
    return bucket < share * 1000000


# ---------------------------------------------------------------- files


def rows_of(path):
    """A comma-separated file's rows, whatever ends its lines."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rb") as file:
        text = file.read().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))))


def numbers(rows, name, missing=()):
    return [None if row[name] in missing or row[name] == "" else float(row[name]) for row in rows]


def cents(values):
    return [0 if value is None else math.floor(value * 100 + 0.5) for value in values]


# ---------------------------------------------------------------- the fit


def mean(values):
    return math.fsum(values) / len(values)


def deviation(values, centre):
    return math.sqrt(math.fsum((value - centre) ** 2 for value in values) / len(values))


def design(columns, training):
    """Centred, scaled columns (0 where missing), an indicator of missing values where 20 training
    rows lack a column that no earlier column lacks alike, and none that the others tell."""
    made, patterns = [], set()
    for values in columns:
        known = [values[row] for row in training if values[row] is not None]
        centre = mean(known)
        scale = deviation(known, centre)
        if scale == 0:
            continue
        made.append([0.0 if value is None else (value - centre) / scale for value in values])
        pattern = tuple(row for row in training if values[row] is None)
        if len(pattern) >= 20 and pattern not in patterns:
            patterns.add(pattern)
            made.append([1.0 if value is None else 0.0 for value in values])
    kept, basis = [], []
    for column in made:
        # Gram-Schmidt against a constant and the columns kept: what is left over is new.
        part = [column[row] for row in training]
        centre = mean(part)
        left = [value - centre for value in part]
        whole = math.fsum(map(mul, left, left))
        for axis in basis:
            along = math.fsum(map(mul, left, axis))
            left = [value - along * unit for value, unit in zip(left, axis)]
        rest = math.fsum(map(mul, left, left))
        if rest > 1e-10 * whole:
            length = math.sqrt(rest)
            basis.append([value / length for value in left])
            kept.append(column)
    return kept


def solve(matrix, right):
    """x of matrix x = right, by elimination."""
    size = len(right)
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    for pivot in range(size):
        best = max(range(pivot, size), key=lambda row: abs(rows[row][pivot]))
        rows[pivot], rows[best] = rows[best], rows[pivot]
        for row in range(pivot + 1, size):
            factor = rows[row][pivot] / rows[pivot][pivot]
            for column in range(pivot, size + 1):
                rows[row][column] -= factor * rows[pivot][column]
    answer = [0.0] * size
    for row in reversed(range(size)):
        known = math.fsum(rows[row][k] * answer[k] for k in range(row + 1, size))
        answer[row] = (rows[row][size] - known) / rows[row][row]
    return answer


def fit(columns, outcomes, penalty):
    """Minimises the mean log loss + penalty/2 * sum of squared coefficients of the columns, each at
    a standard deviation of 1, by Newton's steps; coefficients, intercept first."""
    count = len(outcomes)
    centres = [mean(column) for column in columns]
    scales = [deviation(column, centre) for column, centre in zip(columns, centres)]
    scaled = [[1.0] * count] + [
        [(value - centre) / scale for value in column]
        for column, centre, scale in zip(columns, centres, scales)]
    share = mean(outcomes)
    point = [math.log(share / (1 - share))] + [0.0] * len(columns)
    for _ in range(50):
        chances = chances_of(point, scaled)
        misses = [chance - outcome for chance, outcome in zip(chances, outcomes)]
        spread = [chance * (1 - chance) for chance in chances]
        slope = [sum(map(mul, misses, column)) / count for column in scaled]
        weighted = [list(map(mul, spread, column)) for column in scaled]
        curve = [[sum(map(mul, left, right)) / count for right in scaled] for left in weighted]
        for k in range(1, len(point)):
            slope[k] += penalty * point[k]
            curve[k][k] += penalty
        step = solve(curve, slope)
        point = [value - move for value, move in zip(point, step)]
        if max(map(abs, step)) < 1e-12:
            break
    slopes = [value / scale for value, scale in zip(point[1:], scales)]
    return [point[0] - sum(map(mul, slopes, centres))] + slopes


def chances_of(coefficients, columns):
    """The chance of each row, from columns of which the first is all 1."""
    sums = [0.0] * len(columns[0])
    for coefficient, column in zip(coefficients, columns):
        sums = [total + coefficient * value for total, value in zip(sums, column)]
    return [1 / (1 + math.exp(-min(max(total, -30), 30))) for total in sums]


# ---------------------------------------------------------------- the measures


def area_under_curve(chances, outcomes):
    """The share of pairs of a positive and another that the chances order rightly."""
    order = sorted(range(len(chances)), key=lambda row: chances[row])
    below, pairs, start = 0, 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and chances[order[end]] == chances[order[start]]:
            end += 1
        ones = sum(outcomes[row] for row in order[start:end])
        zeros = end - start - ones
        pairs += ones * (below + zeros / 2)
        below += zeros
        start = end
    ones = sum(outcomes)
    return pairs / ones / (len(outcomes) - ones)


def lift_of_top_tenth(chances, outcomes, weights):
    """The rate in the best tenth of the weight over the rate of all; chances must all differ."""
    whole = math.fsum(weights)
    left, found = whole / 10, 0.0
    if all(weight == 1 for weight in weights):
        left = len(weights) // 10
    tenth = left
    for row in sorted(range(len(chances)), key=lambda row: -chances[row]):
        part = min(left, weights[row])
        found += part * outcomes[row]
        left -= part
        if left <= 0:
            break
    return found / tenth / (math.fsum(map(mul, weights, outcomes)) / whole)


def log_loss(chances, outcomes, weights):
    return -math.fsum(
        weight * math.log(chance if outcome == 1 else 1 - chance)
        for chance, outcome, weight in zip(chances, outcomes, weights)) / math.fsum(weights)


def measures(chances, outcomes, weights):
    rate = math.fsum(map(mul, weights, outcomes)) / math.fsum(weights)
    loss = log_loss(chances, outcomes, weights)
    entropy = -rate * math.log(rate) - (1 - rate) * math.log(1 - rate)
    return {
        "held_out_people": len(outcomes),
        "held_out_positives": sum(outcomes),
        "auc": area_under_curve(chances, outcomes),
        "log_loss": loss,
        "log_loss_skill": 1 - loss / entropy,
        "lift_top_tenth": lift_of_top_tenth(chances, outcomes, weights),
    }


BANDS = [0, 2500, 5000, 10000, 25000, 50000, 100000, 250000]


def mean_gifts(highest, gifts):
    """The mean gift in cents by band of the highest gift before, each drawn towards the mean of all
    as if by ten more gifts."""
    sums, counts = [0] * (len(BANDS) + 1), [0] * (len(BANDS) + 1)
    for before, gift in zip(highest, gifts):
        sums[band(before)] += gift
        counts[band(before)] += 1
    total, count = sum(sums), sum(counts)
    return [
        (2 * (of_band * count + 10 * total) + (gave + 10) * count) // (2 * (gave + 10) * count)
        for of_band, gave in zip(sums, counts)]


def band(before):
    return next((k for k, bound in enumerate(BANDS) if before <= bound), len(BANDS))


# ---------------------------------------------------------------- the sets


def rated(rows, source, key, seed, features, outcomes, penalty, rate=None):
    """Fits on the training part, for a population of a rate where one is given: the chances of all
    rows, with the rows of either part."""
    training = [r for r, row in enumerate(rows) if in_training(source, row[key], seed)]
    chosen = set(training)
    rest = [r for r in range(len(rows)) if r not in chosen]
    columns = design(features, training)
    coefficients = fit(
        [[column[row] for row in training] for column in columns],
        [outcomes[row] for row in training], penalty)
    if rate is not None:
        share = mean([outcomes[row] for row in training])
        coefficients[0] -= math.log((1 - rate) / rate * share / (1 - share))
    return chances_of(coefficients, [[1.0] * len(rows)] + columns), training, rest


def donate():
    """charity_mailing.csv.gz, models/donate.yml and lists/mail.yml."""
    rows = rows_of(FOLDER / "charity_mailing.csv.gz")
    names = """hpa ltmedmra freq years year5 mrm2 dormant female couple state50one nonlit cases
        statecnt perbush close25 red0 blue0 redcty bluecty page18_39 ave_hh_sz median_hhincome
        powner psch_atlstba pop_propurban""".split()
    columns = [numbers(rows, name, ("-999", "-999.0")) for name in names]
    columns[0] = [None if value is None else round(value * 100) for value in columns[0]]
    outcomes = [int(row["out_gavedum"]) for row in rows]
    chances, training, rest = rated(
        rows, "charity_mailing", "person_id", "donate", columns, outcomes, 0.01)
    told, seen = [chances[row] for row in rest], [outcomes[row] for row in rest]

    gifts = [0 if v is None else round(v * 100) for v in numbers(rows, "out_amountgive")]
    before = [0 if value is None else value for value in columns[0]]
    givers = [row for row in training if outcomes[row] == 1 and gifts[row] > 0]
    means = mean_gifts([before[row] for row in givers], [gifts[row] for row in givers])
    expected = sorted(
        (math.floor(round(chances[row] * 1e9) / 1e9 * means[band(before[row])] + 0.5)
         for row in rest), reverse=True)
    return {
        "rows": len(rows), "trained_on": len(training),
        "trained_positives": sum(outcomes[row] for row in training),
        **measures(told, seen, [1.0] * len(seen)),
        "scored_people": len(rest), "mean_score": mean(told),
        "list_universe": len(rows), "list_in_training_part": len(training), "listed": 2500,
        "list_below_the_cut": len(rest) - 2500,
        "listed_expected_cents": sum(expected[:2500]),
    }


def veterans():
    """fundraising.csv.gz and models/veterans.yml."""
    rate, cost = 0.051, 68
    rows = rows_of(FOLDER / "fundraising.csv.gz")
    names = [name for name in rows[0] if name not in ("Row Id", "Row Id.", "TARGET_B", "TARGET_D")]
    outcomes = [int(row["TARGET_B"]) for row in rows]
    chances, training, rest = rated(
        rows, "fundraising", "Row Id.", "veterans", [numbers(rows, name) for name in names],
        outcomes, 0.3, rate)
    told, seen = [chances[row] for row in rest], [outcomes[row] for row in rest]
    share = mean(seen)
    weights = [rate / share if one else (1 - rate) / (1 - share) for one in seen]

    gifts = cents(numbers(rows, "TARGET_D"))
    before = cents(numbers(rows, "MAXRAMNT"))
    givers = [row for row in training if outcomes[row] == 1]
    means = mean_gifts([before[row] for row in givers], [gifts[row] for row in givers])
    worth = [chances[row] * means[band(before[row])] > cost for row in rest]

    def per_1000(sent):
        """Dollars per 1,000 people of the population."""
        return 10 * math.fsum(
            weight * (gifts[row] - cost)
            for weight, row, is_sent in zip(weights, rest, sent) if is_sent) / math.fsum(weights)

    everyone, chosen = per_1000([True] * len(rest)), per_1000(worth)
    return {
        "rows": len(rows), "trained_on": len(training),
        "trained_positives": sum(outcomes[row] for row in training),
        **measures(told, seen, weights),
        "mean_chance": math.fsum(map(mul, weights, told)) / math.fsum(weights),
        "profit_per_1000_all": everyone,
        "profit_per_1000_worthwhile": chosen,
        "profit_per_1000_gain": chosen - everyone,
        "share_worthwhile": math.fsum(map(mul, weights, worth)) / math.fsum(weights),
        "scored_people": len(rest), "mean_score": mean(told),
    }


def effect(outcomes, is_treated, clusters):
    """The difference in means of an arm and the control, from people with an outcome, and its
    standard error, robust to what the people of a cluster have in common (CR1)."""
    known = [row for row, outcome in enumerate(outcomes) if outcome is not None]
    treated = [row for row in known if is_treated[row]]
    control = [row for row in known if not is_treated[row]]
    high = mean([outcomes[row] for row in treated])
    low = mean([outcomes[row] for row in control])
    sums = {}
    for part, centre, sign in [(treated, high, 1), (control, low, -1)]:
        for row in part:
            share = sign * (outcomes[row] - centre) / len(part)
            sums[clusters[row]] = sums.get(clusters[row], 0.0) + share
    groups, people = len(sums), len(known)
    variance = math.fsum(value * value for value in sums.values())
    variance *= groups / (groups - 1) * (people - 1) / (people - 2)
    return {"people": len(treated), "control_people": len(control), "clusters": groups,
            "difference": high - low, "standard_error": math.sqrt(variance)}


def effects(rows, arms, control, measures, clusters):
    """Each arm's effects against the control's people: arms and clusters a row, and for each
    measure an outcome a row."""
    figures = {"rows": len(rows)}
    for arm in sorted(set(arms) - {control}):
        inside = [row for row in range(len(rows)) if arms[row] in (arm, control)]
        for measure, outcomes in measures.items():
            found = effect(
                [outcomes[row] for row in inside], [arms[row] == arm for row in inside],
                [clusters[row] for row in inside])
            figures |= {effect_name(arm, measure, name): value for name, value in found.items()}
    return figures


def effect_name(arm, measure, name):
    return f"{arm}, {measure}: {name}".lower().replace("_", " ")


def turn_out():
    """gotv_experiment.csv.gz and models/turn_out.yml."""
    rows = rows_of(FOLDER / "gotv_experiment.csv.gz")
    return effects(
        rows, [row["treatment"] for row in rows], "No Postcard",
        {"yes": numbers(rows, "primary_06")}, [row["cluster"] for row in rows])


def message_a():
    """voter_persuasion.csv.gz and models/message_a.yml."""
    rows = rows_of(FOLDER / "voter_persuasion.csv.gz")
    return effects(
        rows, ["true" if row["MESSAGE_A"] == "1" else "false" for row in rows], "false",
        {"yes": [{"Y": 1, "N": 0}[row["MOVED_AD"]] for row in rows]}, range(len(rows)))


def matching_offer():
    """charity_mailing.csv.gz and models/matching_offer.yml."""
    rows = rows_of(FOLDER / "charity_mailing.csv.gz")
    gifts = [None if value is None else round(value * 100) / 100
             for value in numbers(rows, "out_amountgive")]
    return effects(
        rows, ["true" if row["treatment"] == "1" else "false" for row in rows], "false",
        {"yes": numbers(rows, "out_gavedum"), "gift": gifts}, range(len(rows)))


# What openFEC takes for a gift of an individual; 22Y gives one back.
GIFTS = set("10 15 15E 15J 30 30T 31 31T 32 10J 11 11J 30J 31J 32T 32J 30E 31E 32E".split())


def itemised(itcont, cm):
    """itcont.txt and cm.txt of the FEC: every row once, as a gift, refund, memo or other row; the
    sums of all committees, and those of each."""
    with open(itcont, encoding="windows-1252") as file:
        lines = [line.rstrip("\n").split("|") for line in file]
    with open(cm, encoding="windows-1252") as file:
        names = {line.split("|")[0] for line in file}
    of_committee = {
        line[0]: dict.fromkeys(
            """gifts gift_cents gifts_to_250 cents_in_gifts_to_200 refunds refund_cents
            cents_in_refunds_to_200 memos others""".split(), 0)
        for line in lines}
    for line in lines:
        sums = of_committee[line[0]]
        kind, amount, is_memo = line[5], round(float(line[14]) * 100), line[18] == "X"
        if is_memo:
            sums["memos"] += 1
        elif kind == "22Y" or kind in GIFTS and amount < 0:
            sums["refunds"] += 1
            sums["refund_cents"] += abs(amount)
            sums["cents_in_refunds_to_200"] += abs(amount) if abs(amount) <= 20000 else 0
        elif kind in GIFTS and amount > 0:
            sums["gifts"] += 1
            sums["gift_cents"] += amount
            sums["gifts_to_250"] += amount <= 25000
            sums["cents_in_gifts_to_200"] += amount if amount <= 20000 else 0
        else:
            sums["others"] += 1
    totals = {
        name: sum(sums[name] for sums in of_committee.values())
        for name in next(iter(of_committee.values()))}
    largest = of_committee[largest_of(of_committee)]
    return {
        "rows": len(lines), "committees_alike": len(of_committee),
        "committees_named": len(of_committee.keys() & names), **totals,
        # Itemised rows leave out most donors of $200 or less: no sum of them is a share of all.
        "committees_with_shares_3_to_5": 0,
        # The committee with the most money here, asked for alone. A refund names no gift, so a small
        # one is taken off the small gifts' money.
        "largest_committee_share_1": largest["gifts_to_250"] / largest["gifts"],
        "largest_committee_share_2":
            (largest["cents_in_gifts_to_200"] - largest["cents_in_refunds_to_200"])
            / (largest["gift_cents"] - largest["refund_cents"]),
    }, of_committee


def largest_of(of_committee):
    """The committee with the most money in gifts, the first by its id of several."""
    return min(of_committee, key=lambda name: (-of_committee[name]["gift_cents"], name))


def main():
    sets = {work.__name__: work for work in (
        donate, veterans, turn_out, message_a, matching_offer, itemised)}
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in sets or len(sys.argv) != (4 if name == "itemised" else 2):
        sys.exit(__doc__)
    figures = sets[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
