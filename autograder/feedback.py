"""Feedback: nbgrader's page for each graded notebook, with nothing active in it."""

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.errors import NothingGraded
from autograder.files import require_writable, write_atomic
from autograder.gradebook import Course
from autograder.nbgrader_config import configure
from autograder.nbgrader_tools import quiet


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
    config = configure(Config(), course.root, course.repository)
    pages, troubles = [], []
    with quiet():
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
                write_atomic(page, _name_parts(body))
                pages.append(page)
            except Exception as error:
                with contextlib.suppress(OSError):
                    page.unlink(missing_ok=True)
                troubles.append(f"{name}: {type(error).__name__}: {error}".splitlines()[0])
    progress(len(graded), len(graded))
    return pages, troubles


def _name_parts(page):
    """nbgrader's list of contents calls every check "Test cell": say which."""
    part = re.compile(r'(<a href="#([\w-]+)">)(?:Test cell|Written response)(</a>)')
    return part.sub(r"\1<code>\2</code>\3", page)


def _graded(course, assignment, student):
    folders = sorted(course.autograded.glob(f"*/{assignment}/{assignment}.ipynb"))
    names = [path.parent.parent.name for path in folders]
    wanted = [name for name in names if student in (None, name)]
    if not wanted:
        whose = f"{student!r} has" if student else "there is"
        raise NothingGraded(
            f"{whose} nothing graded of {assignment} in {course.root}; first run: "
            f"python -m autograder grade {assignment}"
        )
    return wanted
