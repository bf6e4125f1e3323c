"""What the tests cost, by kind, and what they would with twenty chapters.

    python -m benchmarks.suite                       # build the site, run the suite, and say
    python -m benchmarks.suite --read junit.xml --build 150 --wall 900    # say it of a run that was

A run writes `--junit-xml`; its times are worker-seconds, each test's with what was set up for it.
What grows with the course is told by the tests' names: those of a chapter or its pages, of a
formula, of a widget, and those that go through all of them in one test. All else is fixed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from autograder.paths import ROOT
from benchmarks.machine import machine

LATER = {"chapter": 20, "formula": 170, "widget": 30}
# Folders of tests that are one kind of work; any other folder is a kind of its own.
KINDS = {
    "grading": ("assignments", "classes", "cli", "feedback", "gradebook", "grading", "submissions"),
    "core": ("checks", "core", "formulas"),
}
# What goes through all chapters, formulas or widgets in one test, by its file and name.
THROUGH_ALL = {
    "chapter": (
        r"site/test_files", r"site/test_find::test_(?!a_small|names_are|the_longest)",
        r"site/test_kits", r"book/test_(notebooks|sources|plain|guide)", r"lab/test_exercise",
        r"assignments/test_release::.*(course|all|stale)", r"engine/test_assignments",
        r"test_leaks",
    ),
    "formula": (r"checks/test_draw", r"test_visible"),
    "widget": (r"widgets/test_(bundles|every|golden)", r"lab/test_every_widget"),
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What there is of each that the course grows by."""

    chapter: frozenset[str]
    formula: frozenset[str]
    widget: frozenset[str]

    @classmethod
    def of_course(cls, root: Path = ROOT) -> Names:
        """Read them from the folders where each is found by being there."""
        pages = {path.stem for path in (root / "book").glob("[0-9][0-9]_*.md")}
        formulas = list((root / "autograder" / "formulas").glob("*/[!_]*.py"))
        bundles = (root / "steepest" / "widgets" / "static").glob("*.site.js")
        return cls(
            frozenset(pages),
            frozenset(path.stem for path in formulas),
            frozenset(path.name.partition(".")[0] for path in bundles),
        )

    def grows_with(self, file: str, name: str) -> str:
        """What a test grows with: "chapter", "formula", "widget", or "" for none of them.

        >>> course = Names.of_course()
        >>> course.grows_with("site/test_pages", "test_whole[book/05_optimizers-390-dark]")
        'chapter'
        >>> course.grows_with("widgets/test_fit_page", "test_keys")
        'widget'
        >>> course.grows_with("attacks/test_walls", "test_no_network")
        ''
        """
        given = re.search(r"\[(.*)\]$", name)
        words = set(re.split(r"[^\w]+", given[1])) if given else set()
        short = {chapter[3:] for chapter in self.chapter}
        for kind, known in (
            ("chapter", self.chapter | short),
            ("formula", self.formula),
            ("widget", self.widget),
        ):
            if words & known:
                return kind
        stem = file.rpartition("/")[2].removeprefix("test_")
        if file.startswith(("widgets/", "lab/")) and any(
            stem == widget or stem.startswith(f"{widget}_") for widget in self.widget
        ):
            return "widget"
        if file.startswith("formulas/") and stem in short:
            return "chapter"
        for kind, patterns in THROUGH_ALL.items():
            if any(re.search(pattern, f"{file}::{name}") for pattern in patterns):
                return kind
        return ""


def kind_of(file: str) -> str:
    """The kind of work that a test is, by its folder."""
    folder = file.partition("/")[0]
    return next((kind for kind, folders in KINDS.items() if folder in folders), folder)


def read(path: Path) -> list[tuple[str, str, float]]:
    """Return file, name and seconds of every test of a run."""
    found = []
    for case in ElementTree.parse(path).iter("testcase"):
        file = case.get("classname", "").removeprefix("tests.").split(".Test")[0].replace(".", "/")
        found.append((file, case.get("name", ""), float(case.get("time", 0))))
    return found


def table(tests: list[tuple[str, str, float]], names: Names, build: float, wall: float) -> str:
    """Return what a run cost by kind, what of it grows, and the projection, as text.

    `build` is the wall clock that the site's build took, on as many processors as tests ran on;
    `wall` that of both, or 0 where it is not known.
    """
    seconds, counts, grown = Counter(), Counter(), Counter()
    for file, name, taken in tests:
        kind, what = kind_of(file), names.grows_with(file, name)
        seconds[kind] += taken
        counts[kind] += 1
        grown[kind, what] += taken
    lines = [f"{'kind':<10} tests seconds   fixed chapter formula  widget"]
    for kind in sorted(seconds, key=seconds.get, reverse=True):
        parts = "".join(f"{grown[kind, what]:8.0f}" for what in ("", *LATER))
        lines.append(f"{kind:<10}{counts[kind]:6d}{seconds[kind]:8.0f}{parts}")
    total = {what: sum(grown[kind, what] for kind in seconds) for what in ("", *LATER)}
    parts = "".join(f"{total[what]:8.0f}" for what in ("", *LATER))
    all_seconds = sum(seconds.values())
    lines += [f"{'all':<10}{sum(counts.values()):6d}{all_seconds:8.0f}{parts}", ""]
    now = {what: len(getattr(names, what)) for what in LATER}
    for what, many in LATER.items():
        lines.append(
            f"a {what}: {total[what] / max(1, now[what]):.1f} s of a worker "
            f"({now[what]} now, {many} then)"
        )
    lines.append(f"the site's build: {build:.0f} s, {build / max(1, now['chapter']):.1f} a chapter")
    workers = 2
    idle = max(0.0, wall - build - all_seconds / workers) if wall else 0.0
    then = total[""] + sum(total[what] * many / max(1, now[what]) for what, many in LATER.items())
    later_build = build * LATER["chapter"] / max(1, now["chapter"])
    ends = build + all_seconds / workers + idle, later_build + then / workers + idle
    lines.append(
        f"make test on {workers} processors: {ends[0] / 60:.1f} min now, {ends[1] / 60:.1f} then"
        + (f" (of which {idle:.0f} s that no worker works)" if wall else "")
    )
    return "\n".join(lines)


def run(into: Path, options: list[str]) -> tuple[float, float]:
    """Build the site and run the suite as `make test` does; return both clocks."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tools.website"], cwd=ROOT, env=environment, check=True)
    build = time.perf_counter() - begun
    command = [sys.executable, "-m", "pytest", "-q", "-n2", "--dist", "loadgroup"]
    subprocess.run([*command, f"--junit-xml={into}", *options], cwd=ROOT, env=environment)
    return build, time.perf_counter() - begun


def main(arguments: list[str] | None = None) -> int:
    """Run, or read a run; print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.suite",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--read", type=Path, metavar="XML", help="a run's --junit-xml, to read")
    parser.add_argument("--build", type=float, default=0, help="with --read: seconds of the build")
    parser.add_argument("--wall", type=float, default=0, help="with --read: seconds of all")
    parser.add_argument("pytest", nargs="*", help="options for pytest, after --")
    options = parser.parse_args(arguments)
    build, wall, path = options.build, options.wall, options.read
    if path is None:
        path = ROOT / "_build" / "suite.xml"
        path.parent.mkdir(exist_ok=True)
        build, wall = run(path, options.pytest)
    try:
        tests = read(path)
    except (OSError, ElementTree.ParseError) as error:
        print(f"can't read {path}: {error}", file=sys.stderr)
        return 2
    print(machine())
    print(table(tests, Names.of_course(), build, wall))
    return 0


if __name__ == "__main__":
    sys.exit(main())
