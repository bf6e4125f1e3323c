"""How much code a widget is: `python -m benchmarks.widget_code [REVISION]`, beside a revision's.

own      lines of its JavaScript, JSON and Python
tested   lines of its traces and of the tests that are its alone
bundle   bytes of its two bundles, plain and compressed
"""

import argparse
import gzip
import subprocess
import tempfile
from pathlib import Path

from autograder.paths import ROOT

OWN = ("steepest/widgets/{}.py", "steepest/widgets/{}.json", "steepest/widgets/src/{}/*.js*")
TESTED = (
    "tools/traces/{}.py", "tests/widgets/{}.mjs", "tests/widgets/test_{}*.py",
    "tests/lab/test_{}.py",
)  # fmt: skip
BUNDLE = ("steepest/widgets/static/{}.js", "steepest/widgets/static/{}.site.js")


def names() -> list[str]:
    """The widgets, by the folder's listing."""
    return sorted(path.stem for path in (ROOT / "steepest" / "widgets").glob("*.json"))


def measure(root: Path, name: str) -> dict[str, int]:
    """The figures of one widget in a checkout."""

    def files(patterns):
        found = {path for one in patterns for path in root.glob(one.format(name))}
        return [path.read_bytes() for path in sorted(found)]

    bundles = files(BUNDLE)
    return {
        "own": sum(text.count(b"\n") for text in files(OWN)),
        "tested": sum(text.count(b"\n") for text in files(TESTED)),
        "bundle": sum(map(len, bundles)),
        "gzip": sum(len(gzip.compress(text, 9)) for text in bundles),
    }


def checked_out(revision: str, folder: Path) -> Path:
    """The files of a revision, in a folder."""
    archive = subprocess.run(
        ["git", "archive", revision], cwd=ROOT, capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "x", "-C", str(folder)], input=archive, check=True)
    return folder


def main():
    """Print a table: a widget a row, and the mean."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widget_code", description=__doc__)
    parser.add_argument("revision", nargs="?", help="such as HEAD~20, to compare with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = options.revision and checked_out(options.revision, Path(folder))
        rows = [(name, measure(ROOT, name), before and measure(before, name)) for name in names()]
    for what in rows[0][1]:
        print(f"\n{what}")
        for name, now, then in rows:
            print(f"{name:16}{now[what]:>9}" + (f"{then[what]:>9}" if then else ""))
        sums = [sum(one[what] for one in side if one) for side in list(zip(*rows, strict=True))[1:]]
        print(f"{'mean':16}" + "".join(f"{total / len(rows):>9.0f}" for total in sums if total))


if __name__ == "__main__":
    main()
