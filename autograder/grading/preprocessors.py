"""Our repair and our engine as steps of `nbgrader autograde` and the formgrader's button."""

import hashlib
from dataclasses import fields
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Dict, Unicode

from autograder.assignments.repository import Repository
from autograder.engine.pool import run_submission
from autograder.errors import BadConfig
from autograder.gradebook.course import read_release
from autograder.grading.check_outputs import fair_outcomes
from autograder.grading.preparation import Preparation
from autograder.sandbox.limits import Limits
from autograder.submissions.repair import repair


def _release(resources):
    about = resources["nbgrader"]
    with Gradebook(about["db_url"]) as gradebook:
        return read_release(gradebook, about["assignment"], about["notebook"])


class Repair(NbGraderPreprocessor):
    """The first step: make the notebook what it was meant to be."""

    def preprocess(self, nb, resources):
        repaired = repair(nb, _release(resources))
        for line in repaired.notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], line)
        return repaired.notebook, resources


class Grade(NbGraderPreprocessor):
    """In place of `Execute`: run the notebook in the engine, and have nbgrader read its scores.

    It gives the grade that `python -m autograder grade` gives: the same seed, the same cases.
    """

    course = Unicode(".", help="The course folder, with seed.txt and grading.toml.").tag(
        config=True
    )
    sandbox = Bool(True, help="Whether to grade behind walls.").tag(config=True)
    limits = Dict(help="What a notebook may take, such as {'cell_seconds': 60}.").tag(config=True)

    def preprocess(self, nb, resources):
        student = resources["nbgrader"]["student"]
        release = _release(resources)
        imports = Repository().imports(release.assignment)
        executed = run_submission(self._submission(nb, release, student), self.sandbox, imports)
        for line in executed.notes:
            self.log.warning("%s: %s", student, line)
        if not executed.sandboxed:
            self.log.warning("%s: graded without a sandbox", student)
        notebook = nbformat.reads(executed.notebook, as_version=4)
        fair_outcomes(notebook, executed.judged)
        return notebook, resources

    def _submission(self, nb, release, student):
        course, name = Path(self.course), release.assignment
        submitted = course / "submitted" / student / name / f"{name}.ipynb"
        data = submitted.read_bytes() if submitted.is_file() else nbformat.writes(nb).encode()
        files = Repository().data_files(name)
        preparation = Preparation.of(course, release, files, self._limits())
        return preparation.submission(student, nb, hashlib.sha256(data).hexdigest())

    def _limits(self):
        known = [field.name for field in fields(Limits)]
        if unknown := sorted(self.limits.keys() - set(known)):
            there_are = f"there are {', '.join(known)}"
            raise BadConfig(f"Grade.limits: {unknown[0]} is not known; {there_are}")
        return Limits(**self.limits)
