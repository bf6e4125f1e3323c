"""What students were given, as the gradebook has it: the cells that grading relies on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceCell:
    """A cell of the release that a submission must have as it is, or that is an answer."""

    grade_id: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    solution: bool
    points: float | None  # None: not graded

    @property
    def is_check(self) -> bool:
        return self.points is not None and not self.solution

    @property
    def metadata(self) -> dict:
        nbgrader = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.points is not None,
            "grade_id": self.grade_id,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": False,
        }
        if self.points is not None:
            nbgrader["points"] = self.points
        return {"nbgrader": nbgrader} | ({"tags": ["raises-exception"]} if self.is_check else {})


@dataclass(frozen=True)
class Release:
    """What students were given: the cells that matter, as the gradebook has them."""

    assignment: str
    cells: tuple[SourceCell, ...]
    kernelspec: dict

    def same(self, other: "Release | None") -> bool:
        """Whether two are equal; the order of cells does not count, as a database has none."""
        return other is not None and (set(self.cells), self.kernelspec) == (
            set(other.cells),
            other.kernelspec,
        )

    @property
    def checks(self) -> list[SourceCell]:
        return [cell for cell in self.cells if cell.is_check]

    @property
    def graded(self) -> list[SourceCell]:
        return [cell for cell in self.cells if cell.points is not None]

    @property
    def points(self) -> float:
        return sum(cell.points for cell in self.graded)
