"""Make the visible cases that students get: a part of `make derived`.

`python -m autograder.checks.visible`; with `--check` it only says whether they are stale.
"""

import argparse
import json
import sys
from importlib import resources
from pathlib import Path

import numpy as np

from autograder.checks.cases import VISIBLE_SEED, draw
from autograder.checks.formula import chapters, load, names
from autograder.checks.slips import found
from steepest.checks.callables import Described
from steepest.checks.cases import CHAPTERS, dump
from steepest.checks.wire import loads

FOLDER = Path(str(resources.files("steepest.checks.cases")))


def ship(folder: Path = FOLDER) -> None:
    """Write one file for each formula, and remove files that have no formula any more."""
    for name in names():
        (folder / f"{name}.json").write_text(visible(name) + "\n", encoding="utf-8")
    (folder / CHAPTERS).write_text(_chapters(), encoding="utf-8")
    for path in folder.glob("[!_]*.json"):
        if path.stem not in names():
            path.unlink()


def visible(name: str) -> str:
    """The text of a formula's visible cases."""
    return dump(draw(load(name), VISIBLE_SEED, further=found))


def stale(folder: Path = FOLDER) -> list[str]:
    """The formulas with visible cases that are out of date; numbers may differ by rounding."""
    shipped = {path.stem for path in folder.glob("[!_]*.json")}
    odd = shipped.symmetric_difference(names())
    both = shipped.intersection(names())
    texts = {name: (folder / f"{name}.json").read_text(encoding="utf-8") for name in both}
    changed = {n for n in both if not _same(texts[n], visible(n))}
    if (folder / CHAPTERS).read_text(encoding="utf-8") != _chapters():
        odd.add(CHAPTERS)
    return sorted(odd | changed)


def _chapters():
    """The functions of each chapter, as JSON."""
    every = {chapter: list(names(chapter)) for chapter in chapters()}
    return json.dumps({c: n for c, n in every.items() if n}, indent=1) + "\n"


def _same(shipped, made):
    """Whether two texts of cases are the same, the marks of slips up to their rounding."""
    old, new = loads(shipped), loads(made)
    slips = [data.pop("slips") for data in (old, new)]
    return alike(old, new) and alike(*slips, near=1e-4)


def alike(a, b, near=1e-9) -> bool:
    """Whether two plain values are equal, numbers to `near` relative."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and np.allclose(a, b, rtol=near, atol=1e-12, equal_nan=True)
    if isinstance(a, Described):
        return type(a) is type(b) and alike(a.parts(), b.parts(), near)
    if isinstance(a, float) and isinstance(b, float):
        return bool(np.isclose(a, b, rtol=near, atol=near * 1e-3, equal_nan=True))
    if isinstance(a, list | tuple):
        return (
            type(a) is type(b)
            and len(a) == len(b)
            and all(alike(x, y, near) for x, y in zip(a, b, strict=True))
        )
    if isinstance(a, dict):
        return (
            isinstance(b, dict) and a.keys() == b.keys() and all(alike(a[k], b[k], near) for k in a)
        )
    return type(a) is type(b) and a == b


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m autograder.checks.visible", description=__doc__
    )
    parser.add_argument("--check", action="store_true", help="only say whether they are stale")
    if parser.parse_args(argv).check:
        if old := stale():
            print(f"visible cases are stale ({', '.join(old)}): run make derived", file=sys.stderr)
        return int(bool(old))
    ship()
    print(f"visible cases of {len(names())} functions written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
