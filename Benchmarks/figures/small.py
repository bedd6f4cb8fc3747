"""The part `small`: what a test measures again in every `make test`."""

import json
import os

from figures.run import ROOT, TEST_BUNDLE, call, scratch


def values():
    path = scratch("small.json")
    path.unlink(missing_ok=True)
    call([TEST_BUNDLE, "--testing-library", "swift-testing", "--filter", "FigureTests"],
         env=os.environ | {"GROUNDSWELL_FIGURES": str(path)}, cwd=ROOT)
    return json.loads(path.read_text())


def value(name):
    return [("values",)], lambda result: dict(measured=result[name])
