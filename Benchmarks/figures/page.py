"""docs/figures.md: rows of this run put in, rows of other runs left where they stand."""

import functools
import importlib.metadata
import os
import platform
import re
import subprocess

from figures.run import ROOT

PAGE = ROOT / "docs/figures.md"
HEAD = """# Figures

Written by `make figures`; every number here was measured by the command beside it. A row that another
run did not measure again keeps its commit and date. Figures stand in `Benchmarks/figures.yml`; how to
add one is in [CONTRIBUTING.md](../CONTRIBUTING.md).

How to read it: *holds* says whether the goal is reached; a row without a goal is reported and promises
nothing. *Compared* is ours over the peer's, or ours less the peer's where a difference is named, each
taken in one run, in turn, as the median of the pairs. Quote those, not the seconds: machines are
shared, and other programs ran beside these.
"""
COLUMNS = "| id | figure | goal | measured | peer | compared | holds | kind, tolerance | measured at |"


def number(value):
    if value is None:
        return "–"
    if value == 0:
        return "0"
    return f"{value:.2e}" if abs(value) < 1e-4 else f"{value:.4g}" if abs(value) < 1e4 else f"{value:,.0f}"


def machine():
    def first(path, start):
        for line in open(path):
            if line.startswith(start):
                return re.split(r"[:=]\s*", line.strip(), maxsplit=1)[1].strip('"')
        return "?"

    memory = int(first("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    return (f"{first('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {memory:.0f} GiB, "
            f"{first('/etc/os-release', 'PRETTY_NAME')}, Linux {platform.release().split('-')[0]}")


@functools.cache
def versions(part):
    def said(*words):
        return subprocess.run(words, capture_output=True, text=True).stdout.splitlines()[0].strip()

    packages = {
        "models": ["scikit-learn", "statsmodels", "lightgbm", "numpy", "scipy", "pandas", "glum", "snapml",
                   "scikit-learn-intelex"],
        "reader": ["polars", "pyarrow"]}.get(part, [])
    names = [f"{name} {importlib.metadata.version(name)}" for name in packages]
    if packages:
        names.append(f"Python {platform.python_version()}")
    if part == "files":
        names.append(said("psql", "--version").replace("(PostgreSQL) ", ""))
    swift = re.search(r"Swift version \S+", said("swift", "--version"))
    return ", ".join(names + [swift[0] if swift else "Swift"])


def columns(figure, result):
    """A figure's cells from its goal to `holds`."""
    holds = {None: "", True: "yes", False: "no"}[figure.holds(result)]
    measured = number(result["measured"])
    if "interval" in result:
        measured += " ({} to {})".format(*map(number, result["interval"]))
    if result.get("note"):
        measured += f" ({result['note']})"
    peer = f"{figure.peer}: {number(result['peer'])}" if "peer" in result else figure.peer
    if "peer" in result and result["peer"] is None:
        peer = f"{figure.peer}: no optimum in some fold"
    compared = number(result["compared"]) if "compared" in result else ""
    return [figure.goal_text(), measured, peer, compared, holds]


def row(figure, result, where):
    if figure.part == "small":
        cells = [f"`{figure.id}`", figure.says, f"{result['measured']:.9f}", f"{figure.tolerance:g}", where]
    else:
        cells = [f"`{figure.id}`", figure.says, *columns(figure, result),
                 f"{figure.kind}, {figure.tolerance:g}", where]
    return "| " + " | ".join(cells) + " |"


def update(figures, results, command, commit):
    """Writes the page: `results` by id are those of this run, `command` gives a part's command."""
    old = PAGE.read_text() if PAGE.exists() else ""
    sections = {text.split("\n", 1)[0]: text for text in old.split("\n## ")[1:]}
    machines = re.findall(r"^\* M\d+: (.*)$", sections.get("machines", ""), re.M)
    here = machine()
    if here not in machines:
        machines.append(here)
    label = f"M{machines.index(here) + 1}"

    text = HEAD
    for part in dict.fromkeys(figure.part for figure in figures):
        members = [figure for figure in figures if figure.part == part]
        rows = {match[1]: match[0] for match in re.finditer(r"^\| `(\w+)`.*$", sections.get(part, ""), re.M)}
        peers = re.search(r"^Versions: .*$", sections.get(part, ""), re.M)
        where = {f.id: f"{commit} {results[f.id]['date']} {label} `{command(part)}`"
                 for f in members if f.id in results}
        rows |= {f.id: row(f, results[f.id], where[f.id]) for f in members if f.id in results}
        kept = [rows[figure.id] for figure in members if figure.id in rows]
        text += f"\n## {part}\n\n"
        if not kept:
            text += f"Not measured yet: `{command(part)}`.\n"
            continue
        measured = any(figure.id in results for figure in members)
        text += f"Versions: {versions(part)}\n\n" if measured or not peers else f"{peers[0]}\n\n"
        if part == "small":
            text += ("`make test` measures these again and fails where one differs by more than its\n"
                     "tolerance: after a change that is meant, `make figures ONLY=small` writes them anew.\n\n"
                     "| id | figure | value | tolerance | measured at |\n|---|---|---|---|---|\n")
        else:
            text += COLUMNS + "\n" + "|---" * 9 + "|\n"
        text += "\n".join(kept) + "\n"
        lines = dict.fromkeys(f"* `{re.sub('_(' + '|'.join(SUFFIXES) + ')$', '', f.id)}`: {f.how}." for f in members)
        text += "\n" + "\n".join(lines) + "\n"
    text += "\n## machines\n\n" + "\n".join(f"* M{n}: {m}" for n, m in enumerate(machines, 1)) + "\n"
    PAGE.write_text(text)


SUFFIXES = ["charity_mailing", "gotv_experiment", "voter_persuasion", "fundraising", "fair", "generated"]
