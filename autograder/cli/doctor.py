"""Check that this machine has all that grading needs: `python -m autograder doctor`."""

import importlib.util

from rich.table import Table
from rich.text import Text

from autograder.cli.tables import make_console
from autograder.engine import host
from autograder.engine.host import Finding
from autograder.engine.zygote_client import ZygoteClient
from autograder.errors import NbgraderMissing, NoSandbox, NoZygote
from autograder.gradebook.nbgrader_tools import require_nbgrader


def examine_host() -> list[Finding]:
    """Try everything that grading needs."""
    walls = list(host.walls())
    return [
        *walls,
        _zygote(all(wall.ok for wall in walls)),
        _nbgrader(),
        _package("psycopg", "a gradebook on PostgreSQL (--db)"),
        _package("distributed", "grading on several machines (--scheduler)"),
    ]


def _zygote(walled):
    zygote = ZygoteClient(walled)
    try:
        zygote.start()
    except (NoSandbox, NoZygote) as error:
        return Finding("warm process", False, str(error))
    finally:
        zygote.close()
    return Finding("warm process", True, "IPython, NumPy, PyTorch and Matplotlib in one thread")


def _package(name, purpose):
    """A package that some use and others don't."""
    there = importlib.util.find_spec(name) is not None
    detail = purpose if there else f"{purpose}; install it with: pip install {name}"
    return Finding(name, there, detail, needed=False)


def _nbgrader():
    """nbgrader, and the alembic that it calls by name."""
    try:
        require_nbgrader()
    except NbgraderMissing as error:
        return Finding("nbgrader", False, str(error))
    return Finding("nbgrader", True, "assignments and gradebook")


def main() -> int:
    """Print what was found; 0 where all that is needed is there, else 1."""
    findings = examine_host()
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        mark, style = ("✓", "green") if finding.ok else ("✗", "red" if finding.needed else "yellow")
        table.add_row(Text(mark, style), finding.name, Text(finding.detail, overflow="fold"))
    console = make_console()
    console.print(table)
    missing = [finding.name for finding in findings if finding.needed and not finding.ok]
    if missing:
        console.print(f"Missing: {', '.join(missing)}.")
        return 1
    console.print("Ready to grade.")
    return 0
