"""Who may import whom: arrows go downwards, and none goes round in a circle."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.paths import ROOT

# A room may import itself and the rooms that are named here, everyone the modules at the foot.
BELOW = {
    "cli": {
        "demo", "grading", "reading", "feedback", "similarity", "submissions", "gradebook",
        "nbgrader_config", "assignments", "engine", "checks", "sandbox",
    },
    "demo": {"assignments", "checks", "gradebook", "nbgrader_config", "sandbox"},
    "grading": {
        "submissions", "gradebook", "nbgrader_config", "assignments", "engine", "checks", "sandbox",
    },
    "reading": {"feedback", "gradebook", "assignments"},
    "feedback": {"submissions", "gradebook", "nbgrader_config", "assignments", "sandbox"},
    "similarity": {"submissions", "gradebook", "assignments", "checks"},
    "submissions": {"gradebook", "nbgrader_config", "assignments"},
    "gradebook": {"nbgrader_config", "assignments"},
    "nbgrader_config": {"assignments"},
    "assignments": set(),
    "engine": {"checks", "sandbox"},
    "formulas": {"checks"},
    "checks": {"sandbox"},
    "sandbox": set(),
}  # fmt: skip
FOOT = {"errors", "files", "paths"}
# `python -m autograder` starts the commands; `grade_here` is what stock nbgrader calls.
DOORS = {"__main__": {"cli"}, "__init__": {"checks"}}


def imported(source: str) -> Iterator[str]:
    """The modules that a source imports, anywhere in it, by their full names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    """The room of a module of `autograder`, such as ``checks``; `__init__` for the package."""
    parts = module.split(".")
    there = len(parts) > 1 and (
        (ROOT / "autograder" / parts[1]).is_dir()
        or (ROOT / "autograder" / f"{parts[1]}.py").is_file()
    )
    return parts[1] if there else "__init__"


def wrong_arrows(place: str, source: str) -> list[str]:
    """What a module of the room `place` imports and may not."""
    allowed = {place, "__init__", *FOOT} | (BELOW | DOORS).get(place, set())
    return [
        f"{place} imports {name}"
        for name in imported(source)
        if (name.split(".")[0] == "autograder" and room(name) not in allowed)
        or name.split(".")[0] in ("tools", "tests", "benchmarks")
    ]


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", ["autograder"])
def test_arrows_go_downwards(package):
    found = []
    for path in modules(package):
        parts = path.relative_to(ROOT / package).with_suffix("").parts
        lines = wrong_arrows(parts[0], path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(ROOT)}: {line}" for line in lines]
    assert not found


def test_the_foot_stands_on_nothing():
    for name in FOOT:
        source = (ROOT / "autograder" / f"{name}.py").read_text(encoding="utf-8")
        above = [one for one in imported(source) if one.startswith("autograder")]
        assert all(room(one) in FOOT for one in above), (name, above)


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("checks", "from autograder.engine.models import Limits"),
        ("sandbox", "import autograder.checks.judge"),
        ("assignments", "def f():\n    from autograder.gradebook import course"),
        ("gradebook", "from autograder.cli.tables import show"),
        ("formulas", "from tools.leaks import find"),
    ],
)
def test_a_planted_wrong_arrow_is_found(place, source):
    assert wrong_arrows(place, source)


def test_rooms_have_no_circle():
    """What a room may import lies below it: so no permission can make a circle either."""
    order = list(BELOW)
    for place, below in BELOW.items():
        assert all(order.index(other) > order.index(place) for other in below), place


def test_every_room_has_its_rule():
    rooms = {path.name for path in (ROOT / "autograder").iterdir() if path.is_dir()}
    rooms = {name for name in rooms if not name.startswith(("_", "."))}
    alone = {path.stem for path in (ROOT / "autograder").glob("*.py")}
    assert rooms | alone == BELOW.keys() | DOORS.keys() | FOOT


def test_what_students_install_imports_nothing_of_ours():
    for path in modules("steepest"):
        names = {name.split(".")[0] for name in imported(path.read_text(encoding="utf-8"))}
        assert not names & {"autograder", "tools", "tests", "benchmarks"}, path
