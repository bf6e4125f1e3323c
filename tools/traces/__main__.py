"""Write the golden traces: `python -m tools.traces` makes tests/golden/WIDGET.json."""

import argparse
import json
from importlib import import_module
from pathlib import Path

from autograder.paths import ROOT

GOLDEN = ROOT / "tests" / "golden"
WIDGETS = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def write(name, folder=GOLDEN):
    """Write the traces of one widget into a folder."""
    cases = import_module(f"tools.traces.{name}").traces()
    lines = ",\n".join(json.dumps(case, allow_nan=False) for case in cases)
    (folder / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main():
    """Write the traces of each widget that is named, or of all."""
    parser = argparse.ArgumentParser(prog="python -m tools.traces", description=__doc__)
    parser.add_argument("widgets", nargs="*", metavar="WIDGET", help="by default all")
    parser.add_argument("--out", type=Path, default=GOLDEN, help="another folder to write to")
    options = parser.parse_args()
    if unknown := set(options.widgets) - set(WIDGETS):
        parser.error(f"no traces for {', '.join(sorted(unknown))}; there are {', '.join(WIDGETS)}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.widgets or WIDGETS:
        write(name, options.out)


if __name__ == "__main__":
    main()
