"""The answers of a class, and what says nothing of its writer, from a course folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import nbformat

from autograder.assignments.repository import Repository
from autograder.checks import formula
from autograder.checks.source import answer_source
from autograder.gradebook.course import Course, expected_release
from autograder.submissions.entries import find
from autograder.submissions.repair import Unreadable, read

ANSWER = "answer-"


@dataclass
class Class:
    """What a class has written: student → function → source, and who could not be read, why."""

    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


def read_class(course: Course, assignment: str, progress: Callable[[int, int], None]) -> Class:
    """Read the answers in `submitted/`; a notebook that can't be read stops no other.

    Raises
    ------
    NoSubmissions
    """
    entries, found = find(course, assignment), Class()
    for number, entry in enumerate(entries):
        progress(number, len(entries))
        if entry.notebook is None:
            found.troubles.append(f"{entry.student}: {entry.note}")
            continue
        try:
            notebook, _ = read(entry.read())
        except (Unreadable, OSError) as error:
            found.troubles.append(f"{entry.student}: {error}")
            continue
        found.answers[entry.student] = dict(_answers(notebook))
    return found


def _answers(notebook) -> Iterator[tuple[str, str]]:
    """Function and source of each answer cell; of copies the last one counts, as in grading."""
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type == "code" and name.startswith(ANSWER):
            yield name.removeprefix(ANSWER), cell.source


def usual_answers(repository: Repository, assignment: str) -> dict[str, list[str]]:
    """Function → what says nothing of who writes it.

    That is its cell as students got it, its model answer, and the right ways and usual mistakes
    that its check knows.
    """
    solved = nbformat.read(repository.build_source(assignment), as_version=4)
    found = {name: [source] for name, source in _answers(solved)}
    for cell in expected_release(repository, assignment).cells:
        if cell.grade_id.startswith(ANSWER):
            found[cell.grade_id.removeprefix(ANSWER)].append(cell.source)
    for name in found.keys() & set(formula.names()):
        known = formula.load(name)
        ways = [known.reference, *(way.function for way in (*known.variants, *known.mistakes))]
        found[name] += [answer_source(known, way) for way in ways]
    return found
