"""What this machine gives of all that grading needs: `python -m autograder doctor`."""

import importlib.util
import json
import subprocess
import sys
from dataclasses import asdict, dataclass

from rich.table import Table
from rich.text import Text

from autograder.cli.tables import make_console
from autograder.engine.mounts import view
from autograder.engine.zygote_client import MISSING, sandbox_command
from autograder.errors import NbgraderMissing, NoSandbox, NoZygote
from autograder.gradebook.nbgrader_tools import require_nbgrader


@dataclass(frozen=True)
class Finding:
    """One thing that grading needs: whether it is here, what it is for, and what to do."""

    name: str
    ok: bool
    detail: str
    needed: bool = True


def examine() -> list[Finding]:
    """Everything that grading needs, tried rather than guessed."""
    walls = list(_walls())
    return [
        *walls,
        _zygote(all(wall.ok for wall in walls)),
        _nbgrader(),
        _package("psycopg", "a gradebook on PostgreSQL (--db)"),
        _package("distributed", "grading on several machines (--scheduler)"),
    ]


def require_walls() -> None:
    """Raise `NoSandbox` where a wall is missing. It takes about half a second."""
    for wall in _walls():
        if not wall.ok:
            raise NoSandbox(MISSING.format(f"{wall.name}: {wall.detail}"))


def _walls():
    if sys.platform != "linux":
        yield Finding("Linux", False, "the sandbox is made of Linux namespaces")
        return
    done = subprocess.run(
        [*sandbox_command("probe"), json.dumps(asdict(view()))],
        capture_output=True,
        text=True,
        timeout=60,
        cwd="/",
    )
    for line in done.stdout.splitlines():
        yield Finding(*json.loads(line))
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        yield Finding("sandbox", False, last)


def _zygote(walled):
    from autograder.engine.zygote_client import Zygote

    zygote = Zygote(walled)
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
    findings = examine()
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
