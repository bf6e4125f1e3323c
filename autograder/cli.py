"""`python -m autograder`: the instructor's commands, thin over functions.

Exit status: 0 all well, 1 some of it not, 2 it could not start.
"""

import contextlib
import os
import sys
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course import Repository
from autograder.errors import AutograderError, NoSuchFolder

COURSE = click.option(
    "--course", "folder", default=".", show_default="current folder",
    metavar="DIR", type=click.Path(path_type=Path),
    help="The course folder, with `submitted/` in it.",
)  # fmt: skip
STUDENT = click.option("--student", help="Only this student.")


class Commands(click.Group):
    """Commands whose errors are one line on stderr, with exit status 2."""

    def main(self, *args, **options):
        for stream in (sys.stdout, sys.stderr):  # a name that the terminal lacks letters for
            stream.reconfigure(errors="replace")
        return super().main(*args, **options)

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except AutograderError as error:
            fail(str(error))
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else ctx.command_path
            fail(f"{error.format_message().rstrip('.')}; see {command} --help")
        except KeyboardInterrupt:
            click.echo(_stopped(ctx.invoked_subcommand), err=True)
            sys.stdout.flush()
            os._exit(130)  # kernels that still run end when they find us gone


def _stopped(command):
    if command not in ("grade", "demo"):
        return "Stopped."
    again = "it without --force" if "--force" in sys.argv else "the same command"
    return f"Stopped. What was graded stays; run {again} to go on."


def fail(message: str):
    click.echo(f"Error: {message}", err=True)
    sys.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main():
    """Release assignments, grade a class, and write its feedback."""


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]…")
@click.option("--all", "everything", is_flag=True, help="All assignments.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a release is stale.")
def release(assignments, everything, check):
    """Make exercises/ from solutions/."""
    from autograder.release import is_stale, make_release

    repository = Repository()
    names = repository.assignments() if everything else list(assignments)
    if not names and not everything:
        fail(f"name an assignment, or --all; there are: {', '.join(repository.assignments())}")
    names = [repository.require(name) for name in names]
    stale = []
    for name in names:
        if check:
            stale += [name] * is_stale(repository, name)
        else:
            click.echo(_relative(make_release(repository, name)))
    if stale:
        click.echo(
            f"stale: {', '.join(stale)}; run: python -m autograder release {' '.join(stale)}",
            err=True,
        )
        sys.exit(1)


@main.command(short_help="Make a folder an nbgrader course.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
def init(folder):
    """Make a folder an nbgrader course, for nbgrader's commands and the formgrader."""
    from autograder.nbgrader_config import init as write

    click.echo(_relative(write(folder)))


@main.command(short_help="Grade a class and print a table.")
@click.argument("assignment")
@COURSE
@STUDENT
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at a time. [one a core]")
@click.option("--force", is_flag=True, help="Grade again what is graded already.")
@click.option("--cell-seconds", type=click.FloatRange(min=1), default=30, show_default=True,
              help="The longest that one cell may run.")  # fmt: skip
@click.option("--seconds", type=click.FloatRange(min=1), default=180, show_default=True,
              help="The longest that one notebook may run.")  # fmt: skip
def grade(assignment, folder, student, jobs, force, cell_seconds, seconds):
    """Grade what lies in DIR/submitted/STUDENT/ASSIGNMENT/ and print a table.

    The gradebook, autograded/ and reports/ lie beside submitted/. What is graded already is
    left alone, unless it was handed in anew.
    """
    course = _course(folder, assignment)
    results = grade_and_show(course, assignment, student, jobs, force, cell_seconds, seconds)
    sys.exit(1 if any(result.state == "not graded" for result in results) else 0)


def grade_and_show(course, assignment, student, jobs, force, cell_seconds, seconds):
    """Grade with a progress bar, print the table, and return the results."""
    from autograder.executor import Limits
    from autograder.grading import grade as run
    from autograder.table import make_console, show

    with _bar(f"grading {assignment}") as progress:
        results, release = run(
            course,
            assignment,
            student,
            jobs=jobs,
            force=force,
            limits=Limits(cell_seconds=cell_seconds, seconds=seconds),
            progress=progress,
            notice=lambda line: click.echo(line, err=True),
        )
    show(results, release, make_console())
    return results


@main.command(short_help="Write the students' pages.")
@click.argument("assignment")
@COURSE
@STUDENT
def feedback(assignment, folder, student):
    """Write feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html for what is graded."""
    course = _course(folder, assignment)
    from autograder.feedback import write_feedback

    with _bar(f"feedback on {assignment}") as progress:
        pages, troubles = write_feedback(course, assignment, student, progress)
    click.echo(f"{len(pages)} page{'s' * (len(pages) != 1)} in {_relative(course.feedback)}")
    for trouble in troubles:
        click.echo(f"not written: {trouble}", err=True)
    sys.exit(1 if troubles else 0)


@main.command(short_help="Make a class of 24 to try it on, and grade it.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks at a time. [one a core]")
def demo(folder, jobs):
    """Make a class of 24 submissions of many kinds in DIR, and grade it.

    DIR is _build/demo by default. Nothing but the demo class is ever replaced in it.
    """
    _require_nbgrader()
    from autograder import demo as it

    folder = folder or Repository().root / "_build" / "demo"
    course = it.make_class(folder, Repository())
    results = grade_and_show(course, it.ASSIGNMENT, None, jobs, False, it.CELL_SECONDS, 120)
    lines = it.surprises(results, course.repository)
    click.echo(f"{len(results) - len(lines)} of {len(results)} as the class was planned.")
    for line in lines:
        click.echo(f"not as planned: {line}", err=True)
    click.echo(it.next_steps(course.root))
    sys.exit(1 if lines else 0)


@main.command(short_help="Show that the checks judge rightly.")
@click.option("--seeds", type=click.IntRange(min=1), default=20, show_default=True,
              help="Sets of hidden cases to draw.")  # fmt: skip
def audit(seeds):
    """Show that the checks catch every mistake and accept every right answer."""
    from autograder.audit_table import audit_one, show_audit
    from autograder.formula import names
    from autograder.table import make_console

    with _bar("audit") as progress:
        rows = []
        for number, name in enumerate(names()):
            progress(number, len(names()))
            rows.append(audit_one(name, seeds))
    show_audit(rows, make_console())
    findings = [line for row in rows for line in row.findings]
    for line in dict.fromkeys(findings):
        click.echo(line, err=True)
    sys.exit(1 if findings else 0)


def _course(folder, assignment):
    """The course folder, once all that a command needs is known to be there."""
    repository = Repository()
    repository.require(assignment)
    if not folder.is_dir():
        raise NoSuchFolder(f"there is no folder {folder}; name the course folder with --course")
    _require_nbgrader()
    from autograder.gradebook import Course

    return Course(folder.resolve(), repository)


def _require_nbgrader():
    from autograder.nbgrader_tools import require_nbgrader

    require_nbgrader()


def _relative(path):
    with contextlib.suppress(ValueError):
        return str(path.resolve().relative_to(Path.cwd()))
    return str(path)


@contextlib.contextmanager
def _bar(title):
    """A progress bar on stderr: shown on a terminal, gone when done."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
