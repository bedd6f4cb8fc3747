"""What the measurements share: places, calls, and why one is skipped."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build-figures"
GROUNDSWELL = pathlib.Path(os.environ.get("GROUNDSWELL") or ROOT / ".build/release/groundswell")
TEST_BUNDLE = os.environ.get("TEST_BUNDLE") or ROOT / ".build/release/groundswellPackageTests.xctest"
BENCHMARKS = BUILD / "package/release/benchmarks"
PYTHON = sys.executable


class Skipped(Exception):
    """A measurement that can't be made here, and why."""


def scratch(name):
    """A path for what a measurement reads or writes."""
    folder = BUILD / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def call(words, **more):
    """A program's standard output."""
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True,
                          **more).stdout


def benchmarks(*words):
    """What the benchmarks' own program prints."""
    return call([BENCHMARKS, *words])
