"""The command `alike`: students whose answers share what few others have."""

import sys
from pathlib import Path

import click

from autograder.cli.terminal import COURSE, DB, bar, course_at, relative, say

SHOWN = 10


@click.command("alike", short_help="Find answers that are unusually alike.")
@click.argument("assignment")
@COURSE
@DB
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
              help="Write the page there.  [default: DIR/alike-ASSIGNMENT.html]")  # fmt: skip
@click.option("--hide-names", is_flag=True, help="Write numbers in the place of names.")
def alike_command(assignment, folder, db, output, hide_names):
    """Compare the answers in DIR/submitted/ with one another, and write a page with the pairs of
    students who share much that few others have, both answers side by side.

    Names that a student chose, comments and layout don't count. What the model answers, the known
    right ways and mistakes, or more than a few students have doesn't count either, so that the
    one obvious way to write a function is no finding. No notebook is run.

    What is found is a place to look, and no proof.

    Exit status: 0 compared, 1 some notebooks could not be read, 2 it could not start.
    """
    course = course_at(folder, assignment, db=db)
    from autograder.files import write_atomic
    from autograder.similarity.alike import alike_pairs
    from autograder.similarity.page import write_page
    from autograder.similarity.read import read_class, usual_answers

    with bar(f"reading {assignment}") as progress:
        found = read_class(course, assignment, progress)
    pairs = alike_pairs(found.answers, usual_answers(course.repository, assignment))
    shown = _shown(found.answers, hide_names)
    output = output or course.root / f"alike-{assignment}.html"
    write_atomic(output, write_page(assignment, found.answers, pairs, shown))
    for pair in pairs[:SHOWN]:
        names = " and ".join(shown[student] for student in pair.students)
        click.echo(f"{100 * pair.likeness:3.0f} %  {names}: {', '.join(pair.functions)}")
    if len(pairs) > SHOWN:
        click.echo(f"and {len(pairs) - SHOWN} more")
    count = f"{len(pairs)} pair{'s' * (len(pairs) != 1)} among {len(found.answers)} students"
    click.echo(f"{count}; {relative(output)} shows them side by side")
    for line in found.troubles:
        say(f"not read: {line}")
    sys.exit(1 if found.troubles else 0)


def _shown(students, are_hidden):
    """Student → the name that is shown."""
    if not are_hidden:
        return {student: student for student in students}
    return {student: f"student {number}" for number, student in enumerate(sorted(students), 1)}
