"""The registry, figures.yml, one figure a row."""

import dataclasses
import importlib

import yaml

from figures.run import ROOT


@dataclasses.dataclass
class Figure:
    """A row of the registry, `{set}` filled in; figures.yml says what each field is."""
    id: str
    part: str
    says: str
    measure: str
    how: str
    kind: str
    tolerance: float
    goal: dict = None
    peer: str = ""

    def measurements(self):
        """The measurements, tuples of function and arguments, and how to read their results."""
        name, *words = self.measure.split()
        module, function = name.split(".")
        arguments = [int(word) if word.isdigit() else word for word in words]
        measurements, read = getattr(importlib.import_module(f"figures.{module}"), function)(*arguments)
        return [(module, *measurement) for measurement in measurements], read

    def holds(self, result):
        """Whether a result reaches the goal; None without one."""
        if not self.goal:
            return None
        (rule, bound), = self.goal.items()
        if rule == "interval_holds":
            low, high = result["interval"]
            return low <= bound <= high
        value = result.get("compared")
        if value is None:  # the peer has no answer
            return True
        return {"at_least": value >= bound, "at_most": value <= bound}[rule]

    def goal_text(self):
        if not self.goal:
            return ""
        (rule, bound), = self.goal.items()
        return {"at_least": "≥ ", "at_most": "≤ ", "interval_holds": "interval holds "}[rule] + f"{bound:g}"


def read():
    """All figures, in order, and the names of the long parts."""
    data = yaml.safe_load((ROOT / "Benchmarks/figures.yml").read_text())
    figures = []
    for row in data["figures"]:
        row = dict(row)
        for name in row.pop("sets", [""]):
            figures.append(Figure(**{
                key: value.replace("{set}", name) if isinstance(value, str) else value
                for key, value in row.items()}))
    assert len({figure.id for figure in figures}) == len(figures), "an id stands twice"
    return figures, data["long"]
