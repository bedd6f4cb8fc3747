"""The measurements of the parts `files`, `reader` and `long`."""

import json
import os
import shutil
import statistics
import subprocess
import time

from figures.run import ROOT, GROUNDSWELL, PYTHON, Skipped, benchmarks, call, scratch

MEGA = 1e6


def demo_folder(voters):
    """The made-up campaign of so many voters, written once."""
    folder = scratch(f"demo-{voters}")
    if not (folder / "campaign.yml").exists():
        call([GROUNDSWELL, "demo", folder, "--voters", voters])
    return folder


def measured_call(words):
    """Seconds and peak memory in bytes of a process."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words[0]} {words[1]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def demo(small, large):
    """Writes the campaign at two sizes, three times each in turn."""
    result = {"small": [], "large": [], "bytes": 0}
    for _ in range(3 if large <= 1_000_000 else 1):
        for name, voters in (("small", small), ("large", large)):
            folder = scratch("demo-timed")
            shutil.rmtree(folder, ignore_errors=True)
            result[name].append(measured_call([GROUNDSWELL, "demo", folder, "--voters", voters]))
            result["bytes"] = size(folder)
            shutil.rmtree(folder)
    return result


def demo_rate(small, large):
    def read(result):
        seconds = statistics.median(s for s, _ in result["large"])
        return dict(measured=result["bytes"] / MEGA / seconds,
                    note=f"{result['bytes'] / MEGA:.0f} MB in {seconds:.1f} s")
    return [("demo", small, large)], read


def demo_memory(small, large):
    def read(result):
        low, high = (statistics.median(m for _, m in result[name]) for name in ("small", "large"))
        return dict(measured=high / MEGA, peer=low / MEGA, compared=high / low)
    return [("demo", small, large)], read


def without_short_rows(path):
    """A voter file's bytes less the demo's rows of too few fields, its column names, its rows."""
    lines = path.read_bytes().split(b"\r\n")
    columns = lines[0].replace(b'"', b"").decode().split("\t")
    kept = [line for line in lines if line.count(b'"\t"') == len(columns) - 1]
    return b"\r\n".join(kept) + b"\r\n", columns, len(kept) - 1


def psql(database, *words, **more):
    return call(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, *words], **more)


def loads(voters):
    """`import` and `psql \\copy` of one voter file, in turn, each into a new database of one server.

    The demo's short rows are taken out first: COPY gives up on a file with one."""
    folder = scratch(f"import-{voters}")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(demo_folder(voters), folder)
    path = folder / "files/ncvoter_Statewide.txt"
    text, columns, rows = without_short_rows(path)
    path.write_bytes(text)
    table = f"create unlogged table voter ({', '.join(c + ' text' for c in columns)})"
    copy = (f"\\copy voter from '{path}' with "
            "(format csv, header, delimiter E'\\t', encoding 'WIN1252')")

    def ours():
        return measured_call([GROUNDSWELL, "import", path, "--campaign", folder, "--known-on",
                              "2026-01-05", "--database", "dbname=figures_ours"])[0]

    def peer():
        psql("figures_peer", "-c", table)
        return measured_call(["psql", "-X", "-q", "-d", "figures_peer", "-c", copy])[0]

    psql("postgres", "-f", ROOT / "sql/bootstrap/roles.sql")
    result = {"ours": [], "peer": [], "rows": rows, "bytes": path.stat().st_size}
    for repetition in range(4):
        for name, load in (("ours", ours), ("peer", peer)):
            psql("postgres", "-c", f"drop database if exists figures_{name}")
            psql("postgres", "-c", f"create database figures_{name} owner owner template template0")
            if name == "ours":
                call([GROUNDSWELL, "db", "migrate", "--campaign", folder, "--database",
                      "dbname=figures_ours"])
            seconds = load()
            if repetition > 0:  # the first pair warms the file and the server
                result[name].append(seconds)
    for name in ("ours", "peer"):
        psql("postgres", "-c", f"drop database figures_{name}")
    shutil.rmtree(folder)
    return result


def load_time(voters):
    def read(result):
        ours, peer = result["ours"], result["peer"]
        seconds = statistics.median(ours)
        return dict(measured=seconds, peer=statistics.median(peer),
                    compared=statistics.median(a / b for a, b in zip(ours, peer)),
                    note=f"{result['rows'] / seconds:,.0f} rows/s, "
                         f"{result['bytes'] / MEGA / seconds:.1f} MB/s")
    return [("loads", voters)], read


def readers(voters):
    """The record reader and its peers over one comma-separated file, in turn, a process each.

    The file is the demo's voter file with commas between its quoted fields, in UTF-8, less the rows of
    too few fields, at which a peer gives up. Each takes its second pass."""
    path = scratch(f"reader-{voters}.csv")
    if not path.exists():
        text = without_short_rows(demo_folder(voters) / "files/ncvoter_Statewide.txt")[0]
        text = text.decode("cp1252").replace('"\t"', '","')
        path.write_text(text, encoding="utf-8", newline="")
    result = {"ours": [], "bytes": path.stat().st_size}
    for _ in range(5):
        result["ours"].append(json.loads(benchmarks("reader", path, 2))[1]["seconds"])
        for peer in ("csv", "polars", "pyarrow"):
            words = [PYTHON, "-m", "figures.readers", peer, path]
            result.setdefault(peer, []).append(float(call(words, cwd=ROOT / "Benchmarks")))
    return result


def reader_rate(voters, peer):
    def read(result):
        rate = [result["bytes"] / MEGA / s for s in result["ours"]]
        other = [result["bytes"] / MEGA / s for s in result[peer]]
        return dict(measured=statistics.median(rate), peer=statistics.median(other),
                    compared=statistics.median(a / b for a, b in zip(rate, other)))
    return [("readers", voters)], read


def fuzz(target, seconds):
    """A fuzz campaign; 0 where nothing was found, 1 where an input stopped the target."""
    script = ROOT / "Scripts/fuzz"
    if not script.exists():
        raise Skipped("there is no Scripts/fuzz")
    code = subprocess.run([str(script), target, str(seconds)], stdout=subprocess.DEVNULL).returncode
    if code > 1:
        raise RuntimeError(f"Scripts/fuzz {target} ended with {code}")
    return {"found": code}


def fuzz_finds(target, seconds):
    return [("fuzz", target, seconds)], lambda result: dict(
        measured=result["found"], compared=result["found"])
