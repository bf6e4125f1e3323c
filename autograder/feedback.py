"""Feedback: nbgrader's page for each graded notebook, with nothing active in it."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearHiddenTests
from traitlets import List
from traitlets.config import Config

from autograder.errors import NothingGraded, in_a_line
from autograder.files import make_folder, require_writable, same_name, write_atomic
from autograder.gradebook import Course
from autograder.nbgrader_config import configure
from autograder.nbgrader_tools import quiet
from autograder.scores import scores


def write_feedback(
    course: Course,
    assignment: str,
    student: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[list[Path], list[str]]:
    """Write `feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html` for what is graded.

    Returns the pages, and a line for each that could not be made.
    """
    require_writable(course.root)
    graded = _graded(course, assignment, student)
    make_folder(course.feedback)
    config = configure(Config(), course.root, course.repository)
    pages, troubles = [], []
    with quiet(), course.gradebook() as gradebook:
        make = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
        exporter = HTMLExporter(config=make.config)
        for step in make.preprocessors:
            exporter.register_preprocessor(step, enabled=True)
        for number, name in enumerate(graded):
            progress(number, len(graded))
            about = {"student": name, "assignment": assignment, "notebook": assignment}
            about["db_url"] = course.database
            page = course.feedback / name / assignment / f"{assignment}.html"
            try:
                body, _ = exporter.from_filename(
                    str(course.autograded / name / assignment / f"{assignment}.ipynb"),
                    resources={"nbgrader": about, "unique_key": assignment},
                )
                write_atomic(
                    page, _say_what_waits(_name_parts(body), scores(gradebook, name, assignment))
                )
                pages.append(page)
            except Exception as error:
                with contextlib.suppress(OSError):
                    page.unlink(missing_ok=True)
                troubles.append(f"{name}: {in_a_line(error)}")
    progress(len(graded), len(graded))
    return pages, troubles


class HideTests(ClearHiddenTests):
    """Leave hidden tests out of a page: in the check, and where a traceback quotes them."""

    display_data_priority = List(help="The exporter sets it for every step.").tag(config=True)

    def preprocess_cell(self, cell, resources, cell_index):
        before = cell.source.split("\n")
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        hidden = {_letters(line) for line in before} - {
            _letters(x) for x in cell.source.split("\n")
        }
        for output in cell.get("outputs", []):
            if hidden and output.output_type == "error":
                output.traceback = [f for f in output.traceback if not _quotes(f, hidden)]
        return cell, resources


def _letters(text):
    """A line as it is quoted: without colours, line numbers and spaces."""
    return re.sub(r"\x1b\[[\d;]*m|^[\s\d>-]+|\s", "", text)


def _quotes(frame, hidden):
    return any(_letters(line) in hidden for line in re.sub(r"\x1b\[[\d;]*m", "", frame).split("\n"))


_PART = re.compile(r'(<a href="#([\w-]+)">)(?:Test cell|Written response)(</a>)')
_SCORE = r"Score: [\d.]+ / [\d.]+"


def _name_parts(page):
    """nbgrader's list of contents calls every check "Test cell": say which."""
    return _PART.sub(r"\1<code>\2</code>\3", page)


def _say_what_waits(page, scores):
    """An answer that nobody has graded yet is not one that earned nothing: say so.

    Only nbgrader's own headings are touched: in what a student wrote, links have no names.
    """
    waiting = {name: score for name, score in scores.items() if score.waits}
    for name, score in waiting.items():
        told = f"to be graded by hand, {score.maximum:g} points"
        for anchor in (f'<a href="#{name}"><code>', f'<a name="{name}"></a>'):
            page = re.sub(rf"(?s)({re.escape(anchor)}.*?){_SCORE}", rf"\1{told}", page, count=1)
    if waiting:
        still = sum(score.maximum for score in waiting.values())
        page = re.sub(
            rf"(<h4>[^<]*{_SCORE}\))", rf"\1, {still:g} still to be graded", page, count=1
        )
    return page


def _graded(course, assignment, student):
    folders = sorted(course.autograded.glob(f"*/{assignment}/{assignment}.ipynb"))
    names = [path.parent.parent.name for path in folders]
    wanted = [name for name in names if student is None or same_name(name, student)]
    if not wanted:
        whose = f"{student!r} has" if student else "there is"
        raise NothingGraded(
            f"{whose} nothing graded of {assignment} in {course.root}; first run: "
            f"python -m autograder grade {assignment}"
        )
    return wanted
