"""Our repair and our reading of scores as steps of `nbgrader autograde` and the formgrader."""

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.gradebook import read_release
from autograder.outcome import fair_outcomes
from autograder.repair import repair


class Repair(NbGraderPreprocessor):
    """The first step: make the notebook what it was meant to be."""

    def preprocess(self, nb, resources):
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            release = read_release(gradebook, about["assignment"], about["notebook"])
        repaired = repair(nb, release)
        for line in repaired.notes:
            self.log.warning("%s: %s", about["student"], line)
        return repaired.notebook, resources


class FairOutcomes(NbGraderPreprocessor):
    """The step after `Execute`: have nbgrader read our score from a check's outputs."""

    def preprocess(self, nb, resources):
        ran = (cell.id for cell in nb.cells if cell.get("execution_count"))
        fair_outcomes(nb, frozenset(ran))
        return nb, resources
