"""The commands on a course folder: `collect`, `grade`, `feedback` and `export`."""

import signal
import sys
from pathlib import Path

import click

from autograder.assignments.repository import Repository
from autograder.cli.terminal import (
    COURSE,
    DB,
    JOBS,
    NO_SANDBOX,
    STUDENT,
    bar,
    course_at,
    limit_options,
    relative,
    require_place,
    say,
)


@click.command("collect", short_help="Take in submissions from Moodle or Canvas.")
@click.argument("assignment")
@click.argument("sources", nargs=-1, required=True, metavar="ZIP|FOLDER…",
                type=click.Path(path_type=Path))  # fmt: skip
@COURSE
@DB
def collect_command(assignment, sources, folder, db):
    """Take in submissions: copy them from an archive or a folder to
    DIR/submitted/STUDENT/ASSIGNMENT/.

    \b
    Moodle  View all submissions, Download all submissions (with or without folders)
    Canvas  Download Submissions
    others  a folder for each student, named as in DIR/submitted/

    A notebook's owner is found in DIR/students.csv or in nbgrader's gradebook. A student who is
    in neither gets a folder named as in the archive. Run the same command on a newer archive
    to update: it replaces the submissions that are newer and leaves the rest alone.

    Exit status: 0 collected, 1 some could not be collected, 2 it could not start.
    """
    course = course_at(folder, assignment, db=db)
    from autograder.submissions.collect import collect

    done = collect(course, assignment, sources)
    told = {"new": done.new, "handed in anew": done.again, "as before": done.same}
    counts = ", ".join(f"{len(names)} {what}" for what, names in told.items() if names)
    click.echo(f"{done.count} in {relative(course.submitted)}" + f": {counts}" * bool(counts))
    for line in done.notes:
        say(line)
    for what, names in {"late, says Canvas": done.late, "in no class list": done.unlisted}.items():
        if names:
            say(f"{what}: {', '.join(names)}")
    for line in done.troubles:
        say(f"not collected: {line}")
    sys.exit(1 if done.troubles else 0)


@click.command("grade", short_help="Grade a class and print a table.")
@click.argument("assignment")
@COURSE
@STUDENT
@JOBS
@click.option("--scheduler", metavar="tcp://HOST:PORT",
              help="Grade on the workers of this Dask scheduler.")  # fmt: skip
@DB
@click.option(
    "--force", is_flag=True, help="Grade all submissions again, also those that are graded."
)
@click.option("--regrade", is_flag=True,
              help="Grade all again, show what would change, ask before writing.")  # fmt: skip
@click.option("--yes", is_flag=True, help="With --regrade: write without asking.")
@click.option("--seed", type=click.IntRange(min=0),
              help="The number that hidden cases are drawn from, from now on. It is kept "
                   "in DIR/seed.txt.  [default: the one there; at first random]")  # fmt: skip
@NO_SANDBOX
@limit_options
def grade_command(
    assignment, folder, student, db, jobs, scheduler, no_sandbox, force, regrade, yes, seed, limits
):
    """Grade the submissions in DIR/submitted/STUDENT/ASSIGNMENT/ and print a table.

    The gradebook and the folders autograded/ and reports/ are written beside submitted/. A
    submission that is graded already is left alone, unless the student has handed in a new one.
    Points that a person has given are always kept.

    Exit status: 0 graded, 1 some could not be graded, 2 it could not start.
    """
    if yes and not regrade:
        raise click.UsageError("--yes goes with --regrade")
    if regrade and force:
        raise click.UsageError("choose one of --regrade and --force")
    require_place(folder, assignment)

    def course():
        return course_at(folder, assignment, db=db)

    pool = pool_for(
        assignment, jobs=1 if student else jobs, scheduler=scheduler, no_sandbox=no_sandbox
    )
    results = grade_and_show(
        course,
        assignment,
        pool,
        student=student,
        force=force,
        regrade=regrade,
        yes=yes,
        seed=seed,
        limits=limits,
    )
    sys.exit(1 if any(result.state == "not graded" for result in results) else 0)


def grade_and_show(course, assignment, pool, *, student=None, regrade=False, yes=False, **options):
    """Grade with a progress bar, print the table, and return the results.

    course : called while the pool gets warm: what opens a course takes seconds to import
    pool : a context manager, such as `open_pool` gives, which is entered here
    options : those of `autograder.grading.grade.grade`
    """
    from autograder.cli.tables import make_console, show

    console = make_console()
    agreement = _Agreement(console, yes)
    with (
        pool as workers,
        bar(f"grading {assignment}") as progress,
        Interruptible(progress) as interruptible,
    ):
        place = course()
        from autograder.grading.grade import grade

        results, release = grade(
            place,
            assignment,
            student,
            pool=workers,
            regrade=agreement.asked(progress) if regrade else None,
            progress=interruptible,
            notice=say,
            **options,
        )
    if not regrade or agreement.given:
        show(results, release, console)
    else:
        for result in results:
            if result.state == "not graded":
                say(f"not graded: {result.student}: {'; '.join(result.notes)}")
    return results


def pool_for(assignment, *, jobs=None, scheduler=None, no_sandbox=False):
    """The pool for an assignment, which starts to get warm when it is entered."""
    from autograder.engine.pool import open_pool

    imports = Repository().imports(assignment)
    return open_pool(jobs=jobs, scheduler=scheduler, sandboxed=not no_sandbox, imports=imports)


class Interruptible:
    """Progress that ends with `KeyboardInterrupt` once Ctrl-C was pressed.

    Python raises it wherever it is, and where that is a weak reference's callback it is only
    printed, and dropped: then the next progress raises it, and there is nothing to print.
    """

    def __init__(self, progress):
        self.progress, self.pressed = progress, False

    def __enter__(self):
        self.before = signal.signal(signal.SIGINT, self._press), sys.unraisablehook
        sys.unraisablehook = self._drop
        return self

    def __exit__(self, *_):
        handler, sys.unraisablehook = self.before
        signal.signal(signal.SIGINT, handler)

    def _press(self, *_):
        self.pressed = True
        raise KeyboardInterrupt

    def _drop(self, dropped):
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            self.before[1](dropped)

    def __call__(self, done: int, total: int) -> None:
        if self.pressed:
            raise KeyboardInterrupt
        self.progress(done, total)


class _Agreement:
    """Shows what would change, and finds out whether it should be written."""

    def __init__(self, console, given: bool):
        self.console, self.given = console, given

    def asked(self, progress):
        def agree(changes):
            from autograder.cli.tables import show_changes

            progress.stop()
            show_changes(changes, self.console)
            if changes and not self.given and _can_ask():
                self.given = click.confirm("Write this into the gradebook?", err=True)
            elif changes and not self.given:
                say("Nothing is written. To write it: the same command with --yes.")
            return self.given

        return agree


def _can_ask():
    return sys.stdin.isatty()


@click.command("feedback", short_help="Write the students' feedback pages.")
@click.argument("assignment")
@COURSE
@STUDENT
@DB
@click.option("--jobs", type=click.IntRange(min=1), help="Pages at a time.  [default: one a core]")
@click.option(
    "--force", is_flag=True, help="Write all pages again, also those that are up to date."
)
def feedback_command(assignment, folder, student, db, jobs, force):
    """Write a feedback page for each graded submission:
    DIR/feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html.

    A page is left alone where its notebook, scores and comments have not changed.

    Exit status: 0 written, 1 some could not be written, 2 it could not start.
    """
    from autograder.feedback import pool as page_pool

    page_pool.prepare()
    course = course_at(folder, assignment, db=db)
    from autograder.feedback.write import write_feedback

    with bar(f"feedback on {assignment}") as progress:
        pages, troubles = write_feedback(
            course, assignment, student, progress, jobs=jobs, force=force, notice=say
        )
    click.echo(f"{len(pages)} page{'s' * (len(pages) != 1)} in {relative(course.feedback)}")
    for trouble in troubles:
        say(f"not written: {trouble}")
    sys.exit(1 if troubles else 0)


@click.command("export", short_help="Write grades for Canvas, Moodle or a spreadsheet.")
@click.argument("assignments", nargs=-1, required=True, metavar="ASSIGNMENT…")
@click.option("--format", "kind", type=click.Choice(["canvas", "moodle", "plain"]),
              default="plain", show_default=True, help="What the file is for.")  # fmt: skip
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write it there.  [default: print it]")  # fmt: skip
@COURSE
@DB
def export_command(assignments, kind, output, folder, db):
    """Write the grades of assignments as a CSV file.

    \b
    canvas  for Canvas, Gradebook, Import: one column for each assignment.
    moodle  for Moodle, Grades, Import, CSV file: grade and feedback for each assignment.
            Map students by username, e-mail address or ID number, and both columns together.
    plain   one row for each student: points of each function, late penalty, total, status.

    Students' names, e-mail addresses and LMS ids are read from nbgrader's gradebook (`nbgrader
    db student import`). If it has none, they are read from DIR/students.csv with the columns id,
    first_name, last_name, email, lms_user_id, and section for Canvas, or in the form that Canvas
    or Moodle exports. Students in that list who handed in nothing have a row in the plain file.

    The files for Canvas and Moodle have a row only for students with a grade, because an empty
    cell would replace a grade that is there. A late penalty is taken off the total. No cell can
    start a formula when the file is opened in a spreadsheet.
    """
    course = course_at(folder, *assignments, db=db)
    from autograder.files import write_atomic
    from autograder.gradebook.export import WAITS, read_grades, to_csv

    grades = read_grades(course, assignments)
    text = to_csv(grades, kind)
    if output is None:
        click.echo(text, nl=False)
    else:
        # Excel takes a file for UTF-8 only with this mark; learning systems may stumble over it.
        write_atomic(output, text.encode("utf-8-sig" if kind == "plain" else "utf-8"))
        say(f"{relative(output)} is written")
    if waiting := grades.having(WAITS):
        names = ", ".join(waiting[:5]) + (f", {len(waiting) - 5} more" if waiting[5:] else "")
        left = "" if kind == "plain" else ", and left out"
        say(f"{len(waiting)} still to be graded by hand{left}: {names}")
