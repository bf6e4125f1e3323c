"""The written questions of an assignment, each with its model answer and what earns its points.

A model answer ends with the criteria, and each of them is worth as much as the others:

    Marking, one point each:

    - why Adam does not rest;
    - what never forgetting costs.
"""

import re
from dataclasses import dataclass

import nbformat

from autograder.assignments.repository import Repository

_MODEL = re.compile(r"<!-- BEGIN SOLUTION -->\n(.*?)\n<!-- END SOLUTION -->", re.DOTALL)
_MARKING = re.compile(r"^Marking, .+:\n\n((?:[-*] .+\n?(?: {2,}.+\n?)*)+)\s*\Z", re.MULTILINE)
_ITEM = re.compile(r"^[-*] (.+(?:\n {2,}.+)*)", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """A written question.

    text, model : Markdown; what is asked, and the model answer without its criteria
    criteria : what each share of the points is given for; empty where the source says none
    """

    name: str
    points: float
    text: str
    model: str
    criteria: tuple[str, ...]

    @property
    def worth(self) -> float:
        """The points of one criterion."""
        return self.points / len(self.criteria) if self.criteria else self.points


def questions(repository: Repository, assignment: str) -> list[Question]:
    """The written questions of an assignment, in order."""
    cells = nbformat.read(repository.build_source(assignment), as_version=4).cells
    return [
        _question(before, cell)
        for before, cell in zip([None, *cells], cells, strict=False)
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade")
    ]


def _question(before, cell):
    model = _MODEL.search(cell.source)
    told = model[1].strip() if model else ""
    marking = _MARKING.search(told)
    items = _ITEM.findall(marking[1]) if marking else []
    return Question(
        cell.metadata.nbgrader.grade_id,
        float(cell.metadata.nbgrader.points),
        before.source if before is not None else "",
        told[: marking.start()].strip() if marking else told,
        tuple(re.sub(r"\s+", " ", item).rstrip(";. ") for item in items),
    )
