"""Make the visible cases that students get: a part of `make derived`.

`python -m autograder.checks.visible`; with `--check` it only says whether they are stale.
"""

import argparse
import sys
from importlib import resources
from pathlib import Path

import numpy as np

from autograder.checks.cases import VISIBLE_SEED, draw
from autograder.checks.formula import load, names
from steepest.checks.callables import Described
from steepest.checks.cases import dump
from steepest.checks.wire import loads

FOLDER = Path(str(resources.files("steepest.checks.cases")))


def ship(folder: Path = FOLDER) -> None:
    """Write one file for each formula, and remove files that have no formula any more."""
    for name in names():
        (folder / f"{name}.json").write_text(visible(name) + "\n", encoding="utf-8")
    for path in folder.glob("*.json"):
        if path.stem not in names():
            path.unlink()


def visible(name: str) -> str:
    """The text of a formula's visible cases."""
    return dump(draw(load(name), VISIBLE_SEED))


def stale(folder: Path = FOLDER) -> list[str]:
    """The formulas with visible cases that are out of date; numbers may differ by rounding."""
    shipped = {path.stem for path in folder.glob("*.json")}
    odd = shipped.symmetric_difference(names())
    both = shipped.intersection(names())
    texts = {name: (folder / f"{name}.json").read_text(encoding="utf-8") for name in both}
    changed = {n for n in both if not alike(loads(texts[n]), loads(visible(n)))}
    return sorted(odd | changed)


def alike(a, b) -> bool:
    """Whether two plain values are equal, numbers to 1e-9 relative."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)
    if isinstance(a, Described):
        return type(a) is type(b) and alike(a.parts(), b.parts())
    if isinstance(a, float) and isinstance(b, float):
        return bool(np.isclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True))
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(alike, a, b))
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
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
