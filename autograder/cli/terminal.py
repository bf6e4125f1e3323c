"""What the commands share: options, one-line errors, short paths, a progress bar."""

import contextlib
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.assignments.repository import Repository
from autograder.errors import NoSuchFolder
from autograder.sandbox.limits import MB, Limits

COURSE = click.option(
    "--course", "folder", default=".", show_default="current folder",
    metavar="DIR", type=click.Path(path_type=Path),
    help="The course folder, with `submitted/` in it.",
)  # fmt: skip
STUDENT = click.option("--student", help="Only this student.")
DB = click.option(
    "--db", metavar="URL", default="", envvar="AUTOGRADER_DB", show_envvar=True,
    help="The gradebook: postgresql://USER@HOST/NAME, the password from ~/.pgpass or "
    "PGPASSWORD; or sqlite:///FILE.  [default: what DIR/nbgrader_config.py names, else "
    "DIR/gradebook.db]",
)  # fmt: skip
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), help="Submissions at a time.  [default: one a core]"
)
NO_SANDBOX = click.option(
    "--no-sandbox", is_flag=True,
    help="Run notebooks with your own rights: only for a class that you trust.",
)  # fmt: skip


_LIMITS = {
    "--cell-seconds": ("cell_seconds", 1, "The longest that one cell may run."),
    "--seconds": ("seconds", 1, "The longest that one notebook may run."),
    "--call-seconds": (
        "call_seconds",
        1,
        "The longest that a function's hidden cases may run.",
    ),
    "--memory": ("memory_bytes", 100 * MB, "The most memory of one notebook, in MB."),
}


def limit_options(command):
    """Add options for a notebook's limits; the command gets them as one argument, ``limits``."""

    @functools.wraps(command)
    def with_limits(*args, **options):
        given = {}
        for name, _, _ in _LIMITS.values():
            given[name] = options.pop(name) * _unit(name)
        return command(*args, limits=Limits(**given), **options)

    for option, (name, least, told) in reversed(_LIMITS.items()):
        unit, kind = _unit(name), click.IntRange if name.endswith("_bytes") else click.FloatRange
        with_limits = click.option(
            option, name, type=kind(min=least // unit), default=getattr(Limits, name) // unit,
            show_default=True, metavar="MB" if unit > 1 else None, help=told,
        )(with_limits)  # fmt: skip
    return with_limits


def _unit(name):
    """Bytes are asked for in millions."""
    return MB if name.endswith("_bytes") else 1


def fail(message: str):
    """End the command: it could not start."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(2)


def say(line: str) -> None:
    """Print a line on stderr."""
    click.echo(line, err=True)


def relative(path: Path) -> str:
    with contextlib.suppress(ValueError):
        return str(path.resolve().relative_to(Path.cwd()))
    return str(path)


def require_place(folder: Path, *assignments: str) -> Repository:
    """Make sure that a course folder and its assignments exist, before anything slow starts."""
    repository = Repository()
    for name in assignments:
        repository.require(name)
    if not folder.is_dir():
        raise NoSuchFolder(f"there is no folder {folder}; name the course folder with --course")
    return repository


def course_at(folder: Path, *assignments: str, db: str = ""):
    """Open the course folder, once all that a command needs is there. It takes seconds."""
    repository = require_place(folder, *assignments)
    from autograder.gradebook.nbgrader_tools import require_nbgrader

    require_nbgrader()
    from autograder.gradebook.course import Course

    return Course(folder.resolve(), repository, db)


class Bar:
    """A progress bar on stderr: shown on a terminal, and gone when it stops."""

    def __init__(self, progress: Progress | None, title: str):
        self.progress = progress
        self.task = progress.add_task(title, total=None) if progress else None

    def __call__(self, done: int, total: int) -> None:
        if self.progress:
            self.progress.update(self.task, completed=done, total=total)

    def stop(self) -> None:
        if self.progress:
            self.progress.stop()


@contextlib.contextmanager
def bar(title: str) -> Iterator[Bar]:
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Bar(None, title)
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress, title)
