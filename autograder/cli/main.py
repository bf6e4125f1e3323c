"""`python -m autograder`: the instructor's commands, thin over functions.

Exit status: 0 all well, 1 some of it not, 2 it could not start.
"""

import sys
from pathlib import Path

import click

from autograder.assignments.repository import Repository
from autograder.cli import course_commands as class_commands
from autograder.cli.terminal import JOBS, NO_SANDBOX, bar, fail, relative, require_nbgrader, say
from autograder.errors import AutograderError


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
            say(_stopped(ctx.invoked_subcommand))
            sys.exit(130)


def _stopped(command):
    if command not in ("grade", "demo"):
        return "Stopped."
    if "--regrade" in sys.argv:
        return "Stopped. What was not written yet is as it was before."
    again = "it without --force" if "--force" in sys.argv else "the same command"
    return f"Stopped. What was graded stays; run {again} to go on."


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main():
    """Release assignments, collect and grade a class's work, and write its feedback."""


main.add_command(class_commands.collect)
main.add_command(class_commands.grade)
main.add_command(class_commands.feedback)
main.add_command(class_commands.export)


@main.command()
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]…")
@click.option("--all", "everything", is_flag=True, help="All assignments.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a release is stale.")
def release(assignments, everything, check):
    """Make exercises/ from solutions/."""
    from autograder.gradebook.generate import is_stale, make_release

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
            click.echo(relative(make_release(repository, name)))
    if stale:
        say(f"stale: {', '.join(stale)}; run: python -m autograder release {' '.join(stale)}")
        sys.exit(1)


@main.command(short_help="Make a folder an nbgrader course.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
def init(folder):
    """Make a folder an nbgrader course, for nbgrader's commands and the formgrader."""
    from autograder.nbgrader_config import init as write

    click.echo(relative(write(folder)))


@main.command(short_help="Make a class of 24 to try it on, and grade it.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--assignment", metavar="NAME", help="What it hands in.  [default: 05_optimizers]")
@JOBS
@NO_SANDBOX
def demo(folder, assignment, jobs, no_sandbox):
    """Make a class of 24 submissions of many kinds in DIR, and grade it.

    DIR is _build/demo by default. Nothing but the demo class is ever replaced in it.
    """
    require_nbgrader()
    from autograder import demo as it

    folder = folder or Repository().root / "_build" / "demo"
    assignment = assignment or it.ASSIGNMENT
    course = it.make_class(folder, Repository(), assignment)
    results = class_commands.grade_and_show(
        lambda: course,
        assignment,
        jobs=jobs,
        no_sandbox=no_sandbox,
        cell_seconds=it.CELL_SECONDS,
        seconds=120,
    )
    lines = it.surprises(results, course.repository, assignment)
    click.echo(f"{len(results) - len(lines)} of {len(results)} as the class was planned.")
    for line in lines:
        say(f"not as planned: {line}")
    click.echo(it.next_steps(course.root, assignment))
    sys.exit(1 if lines else 0)


@main.command(short_help="Show that the checks judge rightly.")
@click.argument("names", nargs=-1, metavar="[FUNCTION]...")
@click.option("--seeds", type=click.IntRange(min=1), default=20, show_default=True,
              help="Sets of hidden cases to draw.")  # fmt: skip
def audit(names, seeds):
    """Show that the checks of these functions, or of all, catch every mistake and accept every
    right answer.
    """
    from autograder.checks import formula
    from autograder.cli.audit_table import audit_one, show_audit
    from autograder.cli.tables import make_console

    if unknown := [name for name in names if name not in formula.names()]:
        raise click.UsageError(f"there is no function {', '.join(unknown)}")
    names = names or formula.names()
    with bar("audit") as progress:
        rows = []
        for number, name in enumerate(names):
            progress(number, len(names))
            rows.append(audit_one(name, seeds))
    show_audit(rows, make_console())
    findings = [line for row in rows for line in row.findings]
    for line in dict.fromkeys(findings):
        say(line)
    sys.exit(1 if findings else 0)


@main.command(short_help="Say what this machine lacks for grading.")
def doctor():
    """Say what this machine has, and lacks, of what grading needs."""
    from autograder.cli.doctor import main as examine

    sys.exit(examine())
