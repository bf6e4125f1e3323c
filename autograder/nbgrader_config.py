"""Makes an nbgrader course of a folder.

`python -m autograder init DIR` writes a `DIR/nbgrader_config.py` that calls `configure`, so
that in DIR `nbgrader generate_assignment`, `autograde`, `generate_feedback` and the formgrader
use the course's assignments, and keep gradebook and students' work in DIR. This file can also
be loaded itself, as `nbgrader autograde --config=…/autograder/nbgrader_config.py`: then the
current folder is the course.
"""

import sys
from pathlib import Path

if "get_config" in globals():  # loaded by nbgrader as a configuration file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from autograder.assignments.repository import Repository
from autograder.paths import ROOT

COURSE_ID = "steepest"

CONFIG_FILE = '''\
"""This folder is an nbgrader course: run nbgrader, or the formgrader in JupyterLab, here."""

import sys
from pathlib import Path

sys.path.append({root!r})  # the checkout of the course

from autograder.nbgrader_config import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821
'''
_CHECKOUT = "sys.path.append("  # the line of it that knows where the checkout is


def configure(c, course: Path, repository: Repository | None = None, **paths: Path):
    """Set up nbgrader's configuration `c` for the course folder `course`."""
    repository = repository or Repository()
    if not paths:
        repository.build_sources()
    directory = c.CourseDirectory
    directory.course_id = COURSE_ID
    directory.root = str(Path(course).resolve())
    directory.source_directory = str(repository.build)
    directory.release_directory = str(paths.get("release", repository.exercises))

    c.GenerateAssignment.preprocessors = [
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.InstantiateTests",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearSolutions",
        "autograder.assignments.given.GiveCode",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Grade.course = str(Path(course).resolve())
    c.Autograde.sanitize_preprocessors = [
        "autograder.grading.preprocessors.Repair",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        "autograder.grading.preprocessors.Grade",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    return configure_pages(c)


def configure_pages(c):
    """Set up `c` so that nothing of a student's is active where nbgrader shows it."""
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.preprocessors = ["autograder.feedback.preprocessors.Harmless"]
    c.HTMLExporter.filters = {
        name: f"autograder.feedback.sanitize.{name}"
        for name in ("ansi2html", "clean_html", "markdown2html")
    }
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "autograder.feedback.preprocessors.HideTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    return c


def init(folder: Path) -> Path:
    """Write `nbgrader_config.py` into a course folder, made where it is not there yet."""
    from autograder.errors import NotWritable
    from autograder.files import make_folder, write_if_changed

    make_folder(folder)
    path = folder / "nbgrader_config.py"
    text = CONFIG_FILE.format(root=str(ROOT))
    if path.exists():
        there = path.read_text(encoding="utf-8")
        if "autograder.nbgrader_config" not in there:
            raise NotWritable(f"{path} is there already, and is not ours; move it away first")
        # What an instructor wrote into it stays; only where the checkout lies may have changed.
        ours = next(line for line in text.splitlines() if line.startswith(_CHECKOUT))
        lines = [ours if line.startswith(_CHECKOUT) else line for line in there.splitlines()]
        text = "\n".join(lines) + "\n"
    write_if_changed(path, text.encode())
    return path


if "get_config" in globals():
    configure(get_config(), Path.cwd())  # noqa: F821
