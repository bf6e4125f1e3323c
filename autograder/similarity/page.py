"""One page, one file: the pairs of a class that are alike, their answers side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from autograder.similarity.alike import Pair, runs_with_lines

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Line:
    """A line of an answer, and whether it is of what only the two share."""

    text: str
    is_shared: bool


def write_page(
    assignment: str,
    answers: Mapping[str, Mapping[str, str]],
    pairs: Sequence[Pair],
    shown: Mapping[str, str],
) -> str:
    """Return the page's HTML.

    answers : student → function → source
    shown : student → the name that the page shows
    """
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    template = environment.get_template("alike.html")
    return template.render(
        assignment=assignment,
        count=len(answers),
        pairs=[_side_by_side(pair, answers, shown) for pair in pairs],
    )


def _side_by_side(pair, answers, shown):
    """What the page shows of a pair: names, likeness, and for each function both answers."""
    return {
        "names": [shown[student] for student in pair.students],
        "percent": round(100 * pair.likeness),
        "functions": [
            {
                "name": name,
                "answers": [_lines(name, answers[s][name], pair.shared) for s in pair.students],
            }
            for name in pair.functions
        ],
    }


def _lines(name, source, shared):
    """The lines of an answer, those marked of which both students have a rare run."""
    marked = {
        line for run, lines in runs_with_lines(name, source) if run in shared for line in lines
    }
    texts = source.split("\n")
    return [Line(text, number in marked) for number, text in enumerate(texts, start=1)]
