"""Make the students' version of an assignment, and tell when it is out of date."""

import tempfile
from pathlib import Path

from autograder.assignments.repository import Repository
from autograder.errors import NotWritable
from autograder.files import require_writable
from autograder.gradebook.nbgrader_tools import generate_assignment


def make_release(repository: Repository, name: str, into: Path | None = None) -> Path:
    """Release one assignment into `exercises/`, by nbgrader's `generate_assignment`."""
    repository.build_source(repository.require(name))
    into = into or repository.exercises
    try:
        into.mkdir(exist_ok=True)
        require_writable(into)
        with tempfile.TemporaryDirectory() as course:
            generate_assignment(repository, Path(course), name, release=into)
    except OSError as error:
        raise NotWritable(f"can't write {into / name}: {error.strerror}") from None
    return into / name / f"{name}.ipynb"


def is_stale(repository: Repository, name: str) -> bool:
    """Whether the committed release is out of date: not what its source makes."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = _contents(make_release(repository, name, into=Path(folder)).parent)
    return fresh != _contents(repository.exercises / name)


def _contents(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    files = (p for p in folder.rglob("*") if p.is_file() and ".ipynb_checkpoints" not in p.parts)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}
