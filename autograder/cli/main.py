"""`python -m autograder`: the instructor's commands, thin over functions.

Exit status: 0 all well, 1 some of it not, 2 it could not start.
"""

import sys
from pathlib import Path

import click

from autograder.assignments.repository import Repository
from autograder.cli import course_commands
from autograder.cli.alike_command import alike_command
from autograder.cli.read_command import read_command
from autograder.cli.terminal import JOBS, NO_SANDBOX, bar, fail, relative, say
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


main.add_command(course_commands.collect_command)
main.add_command(course_commands.grade_command)
main.add_command(course_commands.feedback_command)
main.add_command(course_commands.export_command)
main.add_command(alike_command)
main.add_command(read_command)


@main.command("release")
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]…")
@click.option("--all", "everything", is_flag=True, help="All assignments.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 if a release is out of date."
)
def release_command(assignments, everything, check):
    """Make the students' notebooks in exercises/ from the sources in solutions/."""
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


@main.command("init", short_help="Set up a folder as an nbgrader course.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
def init_command(folder):
    """Set up a folder as an nbgrader course, for nbgrader's own commands and the formgrader."""
    from autograder.nbgrader_config import init

    click.echo(relative(init(folder)))


@main.command("demo", short_help="Grade a made-up class of 24, to try things out.")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option(
    "--assignment",
    metavar="NAME",
    help="The assignment that the class hands in.  [default: 05_optimizers]",
)
@JOBS
@NO_SANDBOX
def demo_command(folder, assignment, jobs, no_sandbox):
    """Make up a class of 24 submissions of many kinds in DIR, and grade it.

    DIR is _build/demo by default. Only files of an earlier demo class are ever replaced.
    """
    from autograder import demo as it
    from autograder.gradebook.nbgrader_tools import require_nbgrader

    require_nbgrader()

    folder = folder or Repository().root / "_build" / "demo"
    assignment = assignment or it.ASSIGNMENT
    course = it.make_class(folder, Repository(), assignment)
    results = course_commands.grade_and_show(
        lambda: course,
        assignment,
        course_commands.pool_for(assignment, jobs=jobs, no_sandbox=no_sandbox),
        limits=it.LIMITS,
    )
    lines = it.surprises(results, course.repository, assignment)
    click.echo(f"{len(results) - len(lines)} of {len(results)} as the class was planned.")
    for line in lines:
        say(f"not as planned: {line}")
    click.echo(it.next_steps(course.root, assignment))
    sys.exit(1 if lines else 0)


@main.command("audit", short_help="Test the checks on known right and wrong answers.")
@click.argument("names", nargs=-1, metavar="[FUNCTION]...")
@click.option("--seeds", type=click.IntRange(min=1), default=20, show_default=True,
              help="How many sets of hidden cases to test with.")  # fmt: skip
def audit_command(names, seeds):
    """Test the checks of these functions, or of all: every named mistake must be caught and
    named, and every right answer accepted.
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


@main.command("doctor", short_help="Check that this machine can grade.")
def doctor_command():
    """Check that this machine has all that grading needs, and say what is missing."""
    from autograder.cli.doctor import main as examine

    sys.exit(examine())
