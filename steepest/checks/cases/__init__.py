"""The visible cases, one JSON file a function, made by ``make derived``: data, no code."""

import json
from functools import cache
from importlib import resources

from steepest.checks.calls import Case, Outcome
from steepest.checks.naming import Mistake, Slip
from steepest.checks.report import CaseSet
from steepest.checks.wire import dumps, loads

CHAPTERS = "_chapters.json"


def dump(cases: CaseSet) -> str:
    """The JSON text of a set of cases."""
    return dumps(
        {
            "name": cases.name,
            "returns": cases.returns,
            **({"kinds": cases.kinds} if cases.kinds else {}),
            **({"form": cases.form} if cases.form else {}),
            **({"quiet": True} if cases.quiet else {}),
            "cases": [(case.kind, case.calls) for case in cases.cases],
            "expected": cases.expected,
            "mistakes": [
                (m.name, m.hint, [[o.plain() for o in row] for row in m.outcomes])
                for m in cases.mistakes
            ],
            "slips": [
                [s.name, s.hint, s.edge, [s.marks(i) for i in range(len(cases.cases))]]
                for s in cases.slips()
            ],
        }
    )


def load_text(text: str) -> CaseSet:
    """The set of cases that `dump` wrote."""
    data = loads(text)
    return CaseSet(
        name=data["name"],
        returns=data["returns"],
        cases=[Case(kind, calls) for kind, calls in data["cases"]],
        expected=data["expected"],
        mistakes=[
            Mistake(name, hint, [[Outcome.of(o) for o in row] for row in outcomes])
            for name, hint, outcomes in data["mistakes"]
        ],
        kinds=data.get("kinds", {}),
        form=data.get("form", ""),
        quiet=data.get("quiet", False),
        slips=_slips(data.get("slips", [])),
    )


def _slips(data):
    slips = [Slip(name, hint, rows.__getitem__, edge) for name, hint, edge, rows in data]
    return lambda: slips


def names() -> list[str]:
    """The functions that have visible cases."""
    files = (entry.name for entry in resources.files(__name__).iterdir())
    return sorted(
        name.removesuffix(".json")
        for name in files
        if name.endswith(".json") and not name.startswith("_")
    )


def companions(name: str) -> list[str]:
    """The functions of the same notebook, the function itself among them."""
    return next((every for every in chapters().values() if name in every), [name])


@cache
def chapters() -> dict[str, list[str]]:
    """The functions of each chapter."""
    text = (resources.files(__name__) / CHAPTERS).read_text(encoding="utf-8")
    return json.loads(text)


@cache
def load(name: str) -> CaseSet:
    """The visible cases of a function; `KeyError` where there are none."""
    if name not in names():
        raise KeyError(name)
    return load_text((resources.files(__name__) / f"{name}.json").read_text(encoding="utf-8"))
