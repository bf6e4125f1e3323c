"""nbgrader's own steps, called from here. Importing this module imports nbgrader (seconds)."""

import contextlib
import logging
import os
import shutil
import sys
from pathlib import Path

from autograder.errors import GradebookError, NbgraderMissing
from autograder.nbgrader_config import configure


def require_nbgrader() -> None:
    """Say in one line what is missing where nbgrader can't run.

    nbgrader calls `alembic` by name, so the folder of this Python is put on the path: a
    virtual environment works without being activated.
    """
    here = str(Path(sys.executable).parent)
    if here not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PATH")]))
    try:
        import nbgrader.api  # noqa: F401
    except ImportError as error:
        raise NbgraderMissing(
            f"nbgrader can't be imported ({error}); install it with: pip install -e '.[instructor]'"
        ) from None
    if not shutil.which("alembic"):
        raise NbgraderMissing(
            "nbgrader needs the command alembic, which is not on the path; "
            "install it with: pip install alembic"
        )


@contextlib.contextmanager
def quiet():
    """nbgrader logs to the root of traitlets; collect it instead of showing it."""
    from traitlets.log import get_logger

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(record.getMessage())

    lines: list[str] = []
    logger, handler = get_logger(), Keep(logging.WARNING)
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield lines
    finally:
        logger.handlers, logger.propagate = before, propagate


def generate_assignment(repository, course: Path, name: str, release: Path, db_url: str = ""):
    """nbgrader's `generate_assignment`: write the release, and register it in a gradebook."""
    require_nbgrader()
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = configure(Config(), course, repository, release=release)
    config.SaveCells.enabled = bool(db_url)
    if db_url:
        config.CourseDirectory.db_url = db_url
    where = os.getcwd()
    with quiet() as log:
        folder = CourseDirectory(config=config)
        folder.assignment_id = name
        converter = GenerateAssignment(coursedir=folder, config=config)
        converter.force, converter.no_database = True, not db_url
        try:
            converter.start()
        except (NbGraderException, SystemExit):
            raise GradebookError(_reason(log)) from None
        finally:
            os.chdir(where)


def _reason(log):
    """The last line of an nbgrader log that says something: its own words for what is wrong."""
    lines = [line for entry in log for line in entry.strip().split("\n") if line.strip()]
    told = [line.split("Error: ", 1)[1] for line in lines if "Error: " in line]
    return (told or lines or ["nbgrader could not make the assignment"])[-1]
