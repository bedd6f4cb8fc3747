"""python -m figures [--long]: measures the figures, by the environment's ONLY, DATA and FRESH.

Called by `make figures`, which builds what is measured and makes the peers' environment. Results are
kept under .build-figures/results, by commit and by what is changed since, so that an interrupted run
goes on; FRESH=1 starts anew. Exit codes: 0, 1 where a figure falls short or could not be measured.
"""

import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

from figures import page, registry
from figures.run import BUILD, ROOT, Skipped, call

LONGEST = 40 * 60  # seconds after which a part begins no further measurement


def state_of_sources():
    """The commit; with a mark and a hash where files differ from it. Texts don't count."""
    commit = call(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT).strip()
    others = [".", ":!*.md"]
    changes = call(["git", "diff", "HEAD", "--", *others], cwd=ROOT)
    for name in call(["git", "ls-files", "-o", "--exclude-standard", "--", *others], cwd=ROOT).split("\n"):
        if name:
            changes += name + hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
    return f"{commit}+{hashlib.sha256(changes.encode()).hexdigest()[:6]}" if changes else commit


def chosen(figures, long_parts, is_long):
    words = os.environ.get("ONLY", "").replace(",", " ").split()
    unknown = set(words) - {figure.part for figure in figures} - {figure.id for figure in figures}
    if unknown:
        sys.exit(f"figures: there is no part or figure {', '.join(sorted(unknown))}")
    if words:
        return [figure for figure in figures if figure.part in words or figure.id in words]
    return [figure for figure in figures if (figure.part in long_parts) == is_long]


def measured(measurement, folder):
    """A measurement's result and day, from an earlier run at the same sources if there is one."""
    path = folder / (hashlib.sha256(repr(measurement).encode()).hexdigest()[:16] + ".json")
    if path.exists():
        return json.loads(path.read_text())
    module, function, *arguments = measurement
    print(f"figures: {module}.{function} {' '.join(map(str, arguments))}", file=sys.stderr, flush=True)
    start = time.monotonic()
    result = getattr(sys.modules[f"figures.{module}"], function)(*arguments)
    print(f"figures: done in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    kept = {"date": datetime.date.today().isoformat(), "result": result}
    path.with_suffix(".part").write_text(json.dumps(kept))
    path.with_suffix(".part").rename(path)
    return kept


def measure(figures, folder, record):
    """Measures figures; the ids of those that couldn't be. `record` is called after each of them."""
    results, failed, skipped, begun = {}, [], set(), {}
    for figure in figures:
        measurements, read = figure.measurements()
        begun.setdefault(figure.part, time.monotonic())
        if skipped.intersection(measurements):
            continue
        if time.monotonic() - begun[figure.part] > LONGEST:
            print(f"figures: {figure.id}: no time left in this part; run again to go on", file=sys.stderr)
            failed.append(figure.id)
            continue
        try:
            kept = [measured(measurement, folder) for measurement in measurements]
            results[figure.id] = read(*(k["result"] for k in kept)) | {"date": kept[-1]["date"]}
            record(results)
        except Skipped as reason:
            skipped.update(measurements)
            print(f"figures: SKIPPED {figure.id} and what is measured with it: {reason}", file=sys.stderr)
        except (RuntimeError, OSError, ValueError, subprocess.CalledProcessError) as error:
            print(f"figures: {figure.id} could not be measured: {error}", file=sys.stderr)
            failed.append(figure.id)
    return results, failed


def show(figures, results):
    rows = [["figure", "goal", "measured", "peer", "compared", "holds"]]
    for figure in figures:
        if figure.id in results:
            rows.append([figure.id, *page.columns(figure, results[figure.id])])
    widths = [max(len(cells[column]) for cells in rows) for column in range(6)]
    for cells in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip())


def main():
    figures, long_parts = registry.read()
    wanted = chosen(figures, long_parts, "--long" in sys.argv)
    sources = state_of_sources()
    folder = BUILD / "results" / sources
    if os.environ.get("FRESH") == "1":
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(BUILD / "work", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)

    def command(part):
        return "make figures-long" if part in long_parts else f"make figures ONLY={part}"

    def record(results):
        page.update(figures, results, command, sources)

    results, failed = measure(wanted, folder, record)
    show(wanted, results)
    short = [f.id for f in wanted if f.id in results and f.holds(results[f.id]) is False]
    for reason, ids in (("short of the goal", short), ("not measured", failed)):
        if ids:
            print(f"figures: {reason}: {', '.join(ids)}", file=sys.stderr)
    sys.exit(1 if short or failed else 0)


main()
